"""Who may know of a fact and from when on: set in a form, shown before it is published, and kept from all others."""

import logging

import pytest
import simcord

from bot.client.bot import FactBot
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.drafting import ASKED, both, drafted, edited, last_two, mended, prefilled
from tests.bot.client.cogs.desk.support import TOLL, TOLL_QUESTION, labels, last_of
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)
HOUR = "2099-12-01 07:00+01:00"
GOES_OUT = "It goes out at 1 December 2099, 06:00 UTC; until then only the staff sees it."
ANSWER = "bare stone"
NAME = "who-painted-the-lighthouse"


async def embargoed(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> simcord.ResponseMessage:
    """Return the preview of a draft that waits for its hour."""
    shown = last_of(await drafted(editor, channel))
    return last_of(await mended(editor, shown, "Who may know", publishat=HOUR))


async def test_an_embargo_is_shown_published_and_kept_from_readers(
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    caplog: pytest.LogCaptureFixture,
) -> None:
    shown = await embargoed(editor, channel)
    with caplog.at_level(logging.INFO):
        published = await editor.click(shown, label="Publish")

    assert GOES_OUT in shown.content
    assert GOES_OUT in text_of(published)
    assert "served from now on" not in text_of(published)
    assert 'publish_at: "2099-12-01 07:00+01:00"' in (newsroom.live.folder / "desk.yaml").read_text("utf-8")
    assert (newsroom.fact(NAME), newsroom.full.fact(NAME) is not None) == (None, True)
    assert ANSWER not in text_of(await alice.slash(channel, "ask", question=ASKED))
    assert NAME not in caplog.text
    # An editor sees it, alone, and finds it to edit.
    seen = await editor.slash(channel, "ask", question=ASKED)
    assert (seen.ephemeral, ANSWER in text_of(seen)) == (True, True)
    assert NAME in [one["value"] for one in await editor.autocomplete(channel, "desk edit", "fact", "who painted")]
    assert NAME not in [one["value"] for one in await alice.autocomplete(channel, "desk edit", "fact", "who painted")]


async def test_the_form_comes_back_as_it_was_left(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    shown = last_of(await drafted(editor, channel))
    shown = last_of(await mended(editor, shown, "Who may know", known=["staff"], publishat="tomorrow"))
    form = prefilled(await editor.click(shown, label="Who may know"))

    assert form == {"known": ["staff"], "publishat": "tomorrow"}
    assert "**Goes out at**: publish\\_at is 'tomorrow', not a day with its time and offset" in shown.content


async def test_a_published_fact_that_becomes_a_draft_is_gone_and_its_replies_are_offered_for_withdrawal(
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    simcord_bot: FactBot,
) -> None:
    await alice.slash(channel, "ask", question=TOLL_QUESTION)
    shown = last_of(await edited(editor, channel))
    shown = last_of(await mended(editor, shown, "Who may know", known=["draft"]))
    published = await editor.click(shown, label="Publish")

    assert newsroom.fact(TOLL) is None
    assert any("Withdraw 1" in row for message in last_two(published) for row in labels(message))
    # The change shows whoever publishes it what it means.
    assert "It is a draft: only the staff sees it" in shown.content


async def test_a_collision_with_a_hidden_fact_is_told_to_editors(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await editor.click(await embargoed(editor, channel), label="Publish")

    again = both(await drafted(editor, channel))

    assert "is already asked at" in again[-1]
