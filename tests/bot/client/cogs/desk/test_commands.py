"""The desk's commands, and who may use them."""

import pytest
import simcord
from discord import app_commands

from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.support import LIGHTHOUSE, SLANG, TOLL, TOLL_QUESTION, ask_in_vain, labels, shown_queue
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)

REFUSAL = "Only the editors of this fact base may do that."


async def test_the_queue_shows_what_is_asked_most_with_a_row_of_buttons_each(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for question in ("who owns the zeppelin", LIGHTHOUSE, "who was the lighthouse painted by"):
        await ask_in_vain(alice, channel, question)

    queue = await shown_queue(editor, channel)

    lines = queue.content.splitlines()
    assert lines[0] == "**2 questions wait for an answer**, the most asked first · page 1 of 1"
    assert lines[1] == f"1. “{LIGHTHOUSE}”"
    assert lines[2].startswith("-# asked 2 times, last on ")
    assert lines[3] == "2. “who owns the zeppelin”"
    assert labels(queue) == [["Teach 1", "Draft 1", "Dismiss 1"], ["Teach 2", "Draft 2", "Dismiss 2"]]


async def test_an_empty_queue_says_so(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    assert (await shown_queue(editor, channel)).content == "No question waits for an answer."


async def test_whoever_is_no_editor_is_refused_everywhere(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Alice has every permission that a server can give."""
    caplog.set_level("INFO", "factbot")
    await ask_in_vain(alice, channel, LIGHTHOUSE)

    refused = []
    for name, options in (
        ("queue", {}),
        ("learned", {}),
        ("corrections", {}),
        ("teach", {"question": SLANG, "fact": TOLL}),
        ("unlearn", {"phrasing": SLANG}),
    ):
        refused.append(await alice.slash(channel, f"desk {name}", **options))
        simcord.assert_error(simcord_env, app_commands.CheckFailure)

    assert [text_of(result) for result in refused] == [REFUSAL] * len(refused)
    assert await alice.autocomplete(channel, "desk teach", "question", "") == []
    assert await alice.autocomplete(channel, "desk unlearn", "phrasing", "") == []
    assert str(alice.id) not in caplog.text


async def test_old_buttons_menus_and_forms_are_no_use_to_former_editors(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    await ask_in_vain(alice, channel, LIGHTHOUSE)
    queue = await shown_queue(editor, channel)
    menu = (await editor.click(queue, label="Teach 1")).response
    assert menu is not None
    form = await editor.click(queue, label="Dismiss 1")
    newsroom.config = newsroom.config.model_copy(update={"editor_roles": ()})

    refused = [await editor.click(queue, label=label) for label in ("Teach 1", "Draft 1", "Dismiss 1")]
    refused.append(await editor.select(menu, values=[TOLL]))
    refused.append(await editor.submit_modal(form, {"note": "not our town"}))

    assert [text_of(result) for result in refused] == [REFUSAL] * len(refused)
    assert (await newsroom.desk.queue.page(1)).total == 1


async def test_with_the_store_away_the_desk_says_so_and_questions_are_answered(
    simcord_env: simcord.Env,
    editor: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def gone() -> None:
        raise OSError("the disk is on fire")

    await newsroom.desk.clerk.settle()
    monkeypatch.setattr(newsroom.desk._store, "_opened", gone)

    for command in ("desk queue", "privacy forget"):
        told = text_of(await editor.slash(channel, command))
        simcord.assert_error(simcord_env, app_commands.CommandInvokeError)
        assert told.startswith("The desk's store can't be reached")
    answer = (await editor.slash(channel, "ask", question=TOLL_QUESTION)).response
    assert answer is not None
    assert f"**{TOLL_QUESTION}**" in answer.content
