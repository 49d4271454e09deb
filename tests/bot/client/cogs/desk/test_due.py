"""Facts that are due: in the queue and in the digest, put right by one press, a press for each editor who is wanted."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import discord
import pytest
import simcord

from bot.client.bot import FactBot
from bot.client.cogs.desk.buttons import due_view
from bot.client.cogs.desk.digest import send_digest
from bot.client.sending import DiscordSender
from bot.desk.due import page_of
from bot.newsroom.confirming import due as found_due
from bot.newsroom.newsroom import Newsroom
from bot.wording.facts import day_in_words
from tests.bot.client.cogs.desk.support import FERRY_QUESTION, TOLL, TOLL_QUESTION, labels, last_of
from tests.bot.client.support import rewrite, text_of

pytestmark = pytest.mark.simcord(shard_count=1)

CHECKED, LATE = "as_of: 2024-03-01\n", "as_of: 2024-03-01\n    review_by: 2024-06-01\n"
SINCE = "-# Not checked since 1 March 2024, was to be by 1 June 2024"
STALE = "That fact is another by now, or somebody has checked it, so nothing was done. As it stands now:"


async def due(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> simcord.ResponseMessage:
    return last_of(await editor.slash(channel, "desk queue", state="due"))


@pytest.fixture
async def late(newsroom: Newsroom, base_folder: Path) -> None:
    """Make the toll overdue."""
    await rewrite(newsroom, base_folder, CHECKED, LATE)


@pytest.fixture
def other(simcord_env: simcord.Env, editor: simcord.MemberActor, newsroom: Newsroom) -> simcord.MemberActor:
    """Return a second editor."""
    role = simcord_env.guild.create_role("Desk 2")
    everything = simcord_env.guild.create_role("All 2", permissions=discord.Permissions.all())
    roles = (*newsroom.config.editor_roles, role.id)
    newsroom.config = newsroom.config.model_copy(update={"editor_roles": roles})
    return simcord_env.guild.add_member(simcord_env.create_user("eva"), roles=[role, everything])


async def test_nothing_due_is_said(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    assert (await due(editor, channel)).content.startswith("No fact is due: ")


@pytest.mark.usefixtures("late")
async def test_one_press_says_that_a_fact_is_still_true(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    opened = last_of(await editor.slash(channel, "desk queue"))
    assert "1 fact is due to be looked at: /desk queue state:due" in opened.content
    shown = await due(editor, channel)
    assert shown.content.splitlines() == [
        "**1 fact is due** · page 1 of 1",
        f"1. **{TOLL_QUESTION}** 🟢 Confirmed",
        "> Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported.",
        SINCE,
    ]
    assert labels(shown) == [["Still true 1", "Edit 1"]]

    said = text_of(await editor.click(shown, label="Still true 1"))

    fact = newsroom.fact(TOLL)
    assert fact is not None
    assert (fact.as_of > date(2024, 6, 1), fact.review_by) == (True, None)
    assert said.startswith(f"Still true: **{TOLL_QUESTION}** Checked on {day_in_words(fact.as_of)} by ed. ")
    assert "by ed. Its own day for the next check, 1 June 2024, was met and is taken out. No day is set" in said
    written = (base_folder / "desk.yaml").read_text("utf-8")
    assert re.search(rf"as_of: \"?{fact.as_of}", written)
    assert "review_by" not in written
    assert "      - ed" in written
    assert (await due(editor, channel)).content.startswith("No fact is due: ")


@pytest.mark.usefixtures("late")
async def test_whoever_comes_second_is_told_and_nothing_is_written_twice(
    editor: simcord.MemberActor, other: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    first, second = await due(editor, channel), await due(other, channel)
    await editor.click(first, label="Still true 1")
    written = (base_folder / "desk.yaml").read_bytes()

    assert text_of(await other.click(second, label="Still true 1")).startswith(STALE)
    assert (base_folder / "desk.yaml").read_bytes() == written


@pytest.mark.usefixtures("late")
async def test_a_fact_that_has_changed_meanwhile_is_shown_anew(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    shown = await due(editor, channel)
    await rewrite(newsroom, base_folder, "Cars pay 4", "Cars pay 5")

    again = last_of(await editor.click(shown, label="Still true 1"))

    assert again.content.startswith(STALE)
    assert "> Cars pay 5 dollars" in again.content
    assert not (base_folder / "desk.yaml").exists()
    assert "Still true: " in text_of(await editor.click(again, label="Still true 1"))


@pytest.mark.usefixtures("late")
async def test_who_is_no_editor_may_not(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot, newsroom: Newsroom,
    base_folder: Path,
) -> None:  # fmt: skip
    """Even where the buttons stand in public, as nobody puts them."""
    view = due_view(page_of(await found_due(newsroom, datetime(2026, 1, 1, tzinfo=UTC)), 1))
    shown = await simcord_bot.get_partial_messageable(channel.id).send("due", view=view)
    for label in ("Still true 1", "Edit 1"):
        refused = await alice.click(shown, label=label)
        assert text_of(refused) == "Only the editors of this fact base may do that."
    assert not (base_folder / "desk.yaml").exists()


@pytest.mark.usefixtures("late")
async def test_two_are_wanted_where_the_desk_wants_two(
    editor: simcord.MemberActor, other: simcord.MemberActor, channel: simcord.ChannelHandle,
    newsroom: Newsroom, base_folder: Path,
) -> None:  # fmt: skip
    newsroom.config = newsroom.config.model_copy(update={"sign_off": 2})
    shown = await due(editor, channel)
    assert "Noted: you have said yes to" in text_of(await editor.click(shown, label="Still true 1"))
    assert text_of(await editor.click(shown, label="Still true 1")).startswith("You have said yes to it already.")
    assert not (base_folder / "desk.yaml").exists()

    assert "Published" in text_of(await other.click(await due(other, channel), label="Still true 1"))

    written = (base_folder / "desk.yaml").read_text("utf-8")
    assert "      - ed\n      - eva" in written
    assert (await due(editor, channel)).content.startswith("No fact is due: ")
    assert await newsroom.desk.drafts.newest(5) == ()


@pytest.mark.usefixtures("late")
async def test_edit_opens_the_form_and_an_answer_that_was_edited_is_due_no_more(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    form = await editor.click(await due(editor, channel), label="Edit 1")
    assert form.modal is not None
    assert form.modal["custom_id"] == f"deskform:edit:{TOLL}"


async def test_a_report_that_was_taken_back_flags_every_fact_and_only_an_edit_mends_that(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    sources = base_folder / "sources.yaml"
    back = '    retracted: {on: 2024-03-02, note: "It was made up."}\n'
    sources.write_text(sources.read_text("utf-8") + back, "utf-8")
    await rewrite(newsroom, base_folder, CHECKED, LATE)

    shown = await due(editor, channel)

    assert shown.content.splitlines()[0] == "**3 facts are due** · page 1 of 1"
    assert shown.content.count("rests on a report that was taken back: Northfield Gazette, Taken back on 2 March") == 3
    assert labels(shown) == [["Still true 1", "Edit 1"], ["Edit 2"], ["Edit 3"]]
    said = text_of(await editor.click(shown, label="Still true 1"))
    assert said.endswith(
        "It still rests on a report that was taken back: readers are told so until *Edit* takes it out."
    )
    assert (await due(editor, channel)).content.startswith("**3 facts are due**")


async def test_what_readers_say_is_out_of_date_is_counted_and_settled(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    answer = (await alice.slash(channel, "ask", question=FERRY_QUESTION)).response
    assert answer is not None
    for _ in range(2):
        thanks = await alice.click(answer, label="Out of date?")
        assert thanks.ephemeral
        assert text_of(thanks).startswith("Thank you. The editors see that a reader takes this for out of date")

    shown = await due(editor, channel)
    assert shown.content.splitlines()[-1] == "-# 1 reader says that it is out of date"
    await editor.click(shown, label="Still true 1")
    assert (await due(editor, channel)).content.startswith("No fact is due: ")
    written = (base_folder / "desk.yaml").read_bytes()

    await alice.click(answer, label="Out of date?")
    again = await editor.click(await due(editor, channel), label="Still true 1")
    assert text_of(again).startswith("Still true: ")
    assert (base_folder / "desk.yaml").read_bytes() == written  # it says so already, of today
    assert (await due(editor, channel)).content.startswith("No fact is due: ")


@pytest.mark.usefixtures("late")
async def test_the_digest_lists_what_is_due_with_the_press(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, simcord_bot: FactBot
) -> None:
    newsroom.config = newsroom.config.model_copy(update={"desk_channel": channel.id})

    assert await send_digest(newsroom, DiscordSender(simcord_bot))

    posted = channel.last_message
    assert posted is not None
    assert posted.content.splitlines() == [
        "**1 fact is due:**",
        f"1. {TOLL_QUESTION} {SINCE.removeprefix('-# ')}",
        "/desk queue state:due shows them all.",
    ]
    said = await editor.click(posted, label="Still true 1")
    assert said.ephemeral
    assert text_of(said).startswith("Still true: ")
