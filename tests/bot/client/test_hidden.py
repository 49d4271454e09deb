"""Hidden facts on Discord: readers meet them nowhere, the staff alone sees them where nobody else reads along."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import simcord

from bot.client.bot import FactBot
from bot.client.cogs.desk.announcements import Announcer
from bot.client.sending import DiscordSender
from bot.config import Config
from bot.desk.desk import Desk
from bot.newsroom.newsroom import Newsroom
from bot.process.hours import HourWatch
from knowledge.loading.files import Overlay
from knowledge.service.live import LiveBase
from knowledge.service.opening import Opened, open_base
from tests.bot.client.conftest import settings_of
from tests.bot.client.support import TOLL, labels, text_of, waiting

pytestmark = pytest.mark.simcord(shard_count=1)
STAFF, HOUR = 555, datetime(2099, 12, 1, 6, tzinfo=UTC)
ASKED = "Who buys the old quarry?"
ANSWER = "Eva Holm buys the old quarry in 2099."
HIDDEN = """
entities:
  - {id: eva-holm, name: Eva Holm, kind: person}
sources:
  - {id: herald, publisher: Southport Herald, title: A new hand, published: 2024-03-02}
facts:
  - id: quarry-buyer
    question: Who buys the old quarry?
    phrasings: [old quarry buyer]
    answer: Eva Holm buys the old quarry in 2099.
    citations: [{source: herald}]
    related: [north-bridge-toll]
    publish_at: 2099-12-01 06:00Z
"""
WHY = "-# 🔒 Shown to you alone. Not public before 1 December 2099, 06:00 UTC."


@pytest.fixture
async def newsroom(
    base_folder: Path, config: Config, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Newsroom]:
    cache = tmp_path_factory.getbasetemp() / "matchers"

    def opener(folder: Path, overlay: Overlay, before: Opened | None) -> Opened:
        return open_base(folder, cache, overlay=overlay, before=before)

    (base_folder / "hidden.yaml").write_text(HIDDEN, "utf-8")
    live = LiveBase(base_folder, datetime.now(UTC), "start", opener)
    desk = Desk(settings_of(tmp_path / "state"), lambda: live.served.matcher)
    async with desk.open():
        yield Newsroom(live, config, desk)


@pytest.fixture
def sam(simcord_env: simcord.Env, channel: simcord.ChannelHandle, newsroom: Newsroom) -> simcord.MemberActor:
    """Return somebody of the staff, by role."""
    role = simcord_env.guild.create_role("Staff")
    newsroom.config = newsroom.config.model_copy(update={"staff_roles": (role.id,)})
    return simcord_env.guild.add_member(simcord_env.create_user("sam"), roles=[role])


def as_no_staff(newsroom: Newsroom) -> None:
    newsroom.config = newsroom.config.model_copy(update={"staff_roles": ()})


async def test_the_staff_is_answered_alone_and_told_why(
    sam: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    result = await sam.slash(channel, "ask", question=ASKED)

    assert result.ephemeral
    assert result.response is not None
    assert result.response.content.splitlines()[1] == WHY
    assert ANSWER in result.response.content
    # Nothing that is written down for later.
    assert labels(result.response) == ["Sources in full", "Related questions"]
    assert await waiting(newsroom) == []


async def test_a_reader_is_told_nothing_of_it(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    for question in (ASKED, "old quarry buyer", "who is Eva Holm"):
        result = await alice.slash(channel, "ask", question=question)
        assert "Holm" not in text_of(result).replace(question, "")
        assert "quarry in" not in text_of(result).replace(question, "")

    assert "Herald" not in text_of(await alice.slash(channel, "sources"))
    choices = await alice.autocomplete(channel, "ask", "question", "who buys")
    assert ASKED not in [choice["value"] for choice in choices]


async def test_what_is_open_is_answered_to_the_staff_in_the_open(
    sam: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await sam.slash(channel, "ask", question=TOLL)

    assert not result.ephemeral
    assert "4 dollars" in text_of(result)


async def test_a_mention_by_the_staff_is_answered_as_anybodys(
    sam: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    assert simcord_bot.user is not None
    await sam.send(channel, f"<@{simcord_bot.user.id}> {ASKED}")

    said = [one.content for one in channel.history() if one.author.id == simcord_bot.user.id]
    assert said
    assert "Holm" not in said[-1]


async def test_a_right_that_is_lost_is_lost_at_the_next_press(
    sam: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    result = await sam.slash(channel, "ask", question=ASKED)
    assert result.response is not None
    before = await sam.click(result.response, label="Sources in full")
    as_no_staff(newsroom)
    after = await sam.click(result.response, label="Sources in full")

    assert "Southport Herald" in text_of(before)
    assert "Herald" not in text_of(after)
    assert "removed" in text_of(after)


async def test_the_staff_picks_it_from_the_list_alone(
    sam: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    seen = await sam.slash(channel, "fact", question="quarry-buyer")
    unseen = await alice.slash(channel, "fact", question="quarry-buyer")

    assert seen.ephemeral
    assert ANSWER in text_of(seen)
    assert ANSWER not in text_of(unseen)


async def test_a_direct_message_is_answered_to_whom_the_configuration_has_as_a_user(
    sam: simcord.MemberActor, simcord_env: simcord.Env, newsroom: Newsroom
) -> None:
    await sam.send_dm(ASKED)
    newsroom.config = newsroom.config.model_copy(update={"staff_users": (sam.id,)})
    await sam.send_dm(ASKED)

    by_role, by_name = [str(one.json["content"]) for one in simcord_env.http_requests
                        if one.method == "POST" and one.json and "content" in one.json][-2:]  # fmt: skip
    assert ANSWER not in by_role
    assert by_name.splitlines()[0] == WHY
    assert ANSWER in by_name


async def test_at_its_hour_it_appears_and_the_desk_and_whoever_waits_are_told(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    simcord_bot: FactBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = channel.id
    newsroom.config = newsroom.config.model_copy(update={"desk_channel": desk})
    await alice.slash(channel, "ask", question=ASKED)
    watch = HourWatch(newsroom, Announcer(newsroom, DiscordSender(simcord_bot)).strike)
    before = [one.text for one in await newsroom.desk.queue.search("", 10)]

    then = SimpleNamespace(now=lambda _: HOUR + timedelta(seconds=1))
    assert await watch.look() > 0
    monkeypatch.setattr("bot.process.hours.datetime", then)
    monkeypatch.setattr("bot.client.cogs.desk.announcements.datetime", then)
    assert await watch.look() == 0

    result = await alice.slash(channel, "ask", question=ASKED)
    assert ANSWER in text_of(result)
    assert (before, await newsroom.desk.queue.search("", 10)) == ([ASKED], ())
    assert any("Public from now on: “Who buys the old quarry?”" in one.content for one in channel.history())
