import pytest
import simcord

from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.support import LIGHTHOUSE, TOLL_QUESTION, ask_in_vain
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)


@pytest.fixture
def store(either_store: str) -> str:
    return either_store


async def test_privacy_shows_and_forgets(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    assert text_of(await alice.slash(channel, "privacy show")).startswith("Nothing is kept of you")
    asked = await ask_in_vain(alice, channel, LIGHTHOUSE)
    answer = (await alice.slash(channel, "ask", question=TOLL_QUESTION)).response
    assert answer is not None
    await alice.click(asked, label="Tell me when there is an answer")
    await alice.click(answer, label="Tell me if this changes")

    shown = text_of(await alice.slash(channel, "privacy show"))
    forgotten = await alice.slash(channel, "privacy forget")

    assert shown.splitlines() == [
        "Your questions for the editors, without your name:",
        f"- {LIGHTHOUSE}",
        "You will be told of an answer to:",
        f"- {LIGHTHOUSE}",
        "You will be told when this changes:",
        f"- {TOLL_QUESTION}",
        "/privacy forget erases all of it.",
    ]
    assert text_of(forgotten).startswith("Erased. Nothing is kept of you any more.")
    assert text_of(await alice.slash(channel, "privacy show")).startswith("Nothing is kept of you")
    assert (await newsroom.desk.queue.page(1)).total == 0
