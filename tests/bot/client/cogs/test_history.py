"""``/history`` and ``as_of`` of ``/ask``: what was said then, to the asker alone, and never what is said now."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import simcord

from bot.client.bot import FactBot
from bot.newsroom.newsroom import Newsroom
from bot.store.opening import StoreError
from knowledge.model import Fact
from tests.bot.client.support import TOLL, labels, rewrite, text_of

pytestmark = pytest.mark.simcord(shard_count=1)
ID = "north-bridge-toll"
OLD, NEW = "Cars pay 4 dollars", "Cars pay 5 dollars"
TODAY = datetime.now(UTC).date()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("yesterday", "“yesterday” is not a date; write a year, month or day such as 2026"),
        ("2024-03", "“2024-03” is not a whole day; write a day such as 2026-03-01."),
        (str(TODAY + timedelta(days=2)), "is yet to come; write a day such as 2026-03-01."),
    ],
)
async def test_a_day_that_cannot_be_looked_at_is_refused(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, day: str, says: str
) -> None:
    result = await alice.slash(channel, "ask", question=TOLL, as_of=day)

    assert result.ephemeral
    assert says in text_of(result)
    assert OLD not in text_of(result)


async def test_before_the_record_began_nobody_knows_what_was_said(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "ask", question=TOLL, as_of="2024-03-01")

    shown = text_of(result)
    assert result.ephemeral
    assert shown.startswith(
        f"> {TOLL}\n**As of 1 March 2024**\n\n**What we said then**\nWe don't know what we said then"
    )
    assert "**What had been published by then**\n- [Northfield Gazette, “The bridge" in shown
    assert OLD not in shown


async def test_a_day_after_it_began_has_what_was_said(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    await newsroom.recorder.look()
    await rewrite(newsroom, base_folder, OLD, NEW)

    result = await alice.slash(channel, "ask", question=TOLL, as_of="2024-03-02")

    shown = text_of(result)
    assert shown.index(OLD) < shown.index(NEW)
    assert not labels(result.response) if result.response else False


async def test_a_question_without_a_sure_answer_has_no_day(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "ask", question="who invented the zeppelin", as_of="2024-03-02")

    assert text_of(result) == "I have no checked fact on that, so I can't say what was said of it."


async def test_the_history_of_a_fact_is_shown(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    await newsroom.recorder.look()
    await rewrite(newsroom, base_folder, OLD, NEW)

    result = await alice.slash(channel, "history", question=ID)

    shown = text_of(result)
    assert result.ephemeral
    assert shown.index(NEW) < shown.index(OLD)
    assert "served by" not in shown


async def test_an_editor_sees_who_had_it_served(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    newsroom.config = newsroom.config.model_copy(update={"editor_users": (alice.id,)})

    assert "(served by start)" in text_of(await alice.slash(channel, "history", question=ID))


async def test_without_the_store_it_says_so(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_bot: FactBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def past(_: Fact) -> None:
        raise StoreError("away")

    monkeypatch.setattr(simcord_bot.newsroom, "past", past)

    assert "can't be read at the moment" in text_of(await alice.slash(channel, "history", question=ID))
    asked = text_of(await alice.slash(channel, "ask", question=TOLL, as_of="2024-03-02"))
    assert asked == "What we said then can't be read at the moment. Please try again later."


async def test_what_is_no_fact_leads_to_those_that_are(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "history", question="the toll")

    assert text_of(result).startswith("Pick a fact from the list that comes while you type.")
    offered = await alice.autocomplete(channel, "history", "question", "how much")
    assert offered[0]["value"] == ID
