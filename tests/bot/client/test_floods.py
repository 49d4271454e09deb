"""One person who asks on and on: answered as often as is allowed, told so once, whichever way it is asked."""

import pytest
import simcord

from bot.client.bot import FactBot
from bot.config import Config
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.support import TOLL

pytestmark = pytest.mark.simcord(shard_count=1)
ALLOWED, WAIT = 5, "That was a lot for one minute"


@pytest.fixture
def config() -> Config:
    return Config(questions_per_minute=ALLOWED, precision=0.8)


async def test_a_hundred_mentions_get_one_notice(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    assert simcord_bot.user is not None
    for _ in range(100):
        await alice.send(channel, f"<@{simcord_bot.user.id}> {TOLL}")

    said = [message for message in channel.history() if message.author.id == simcord_bot.user.id]
    notices = [one for one in said if WAIT in one.content]
    assert (len(said), len(notices)) == (ALLOWED + 1, 1)


@pytest.mark.parametrize(
    ("name", "options"), [("ask", {"question": TOLL}), ("fact", {"question": "north-bridge-toll"}), ("sources", {})]
)
async def test_every_way_of_asking_counts(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, name: str, options: dict[str, str]
) -> None:
    told = []
    for _ in range(ALLOWED + 1):
        result = await alice.slash(channel, name, **options)
        assert result.response is not None
        told.append(result.response.content.startswith(WAIT))

    assert told == [False] * ALLOWED + [True]


async def test_the_menu_of_a_message_counts(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    message = await alice.send(channel, TOLL)
    for _ in range(ALLOWED):
        await alice.context_menu(channel, "Check against the reporting", message)

    result = await alice.context_menu(channel, "Check against the reporting", message)

    assert result.response is not None
    assert result.response.content.startswith(WAIT)
