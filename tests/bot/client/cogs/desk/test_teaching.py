from pathlib import Path

import pytest
import simcord

from bot.client.bot import FactBot
from tests.bot.client.cogs.desk.support import (
    SLANG,
    TOLL,
    TOLL_QUESTION,
    ask_in_vain,
    last_of,
    send_all,
    shown_queue,
    taught,
)
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)


async def test_a_taught_question_is_answered_from_then_on_and_who_approved_it_is_shown(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    await ask_in_vain(alice, channel, SLANG)

    told = text_of(await taught(editor, channel))

    assert f"Taught: “{SLANG}” now finds **{TOLL_QUESTION}**" in told
    assert "Approved by ed on " in told
    answer = (await alice.slash(channel, "ask", question=SLANG)).response
    assert answer is not None
    assert answer.embeds[0].title == TOLL_QUESTION
    assert SLANG in (base_folder / "learned.yaml").read_text("utf-8")
    assert (await shown_queue(editor, channel)).content == "No question waits for an answer."
    listed = text_of(await editor.slash(channel, "desk learned"))
    assert f"- “{SLANG}” → `{TOLL}`, by ed on " in listed


async def test_what_was_taught_can_be_undone_and_waits_again(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ask_in_vain(alice, channel, SLANG)
    result = await taught(editor, channel)

    undone = await editor.click(last_of(result), label="Undo")

    assert f"Taken back: “{SLANG}” is no longer a phrasing of `{TOLL}`." in text_of(undone)
    assert SLANG in (await shown_queue(editor, channel)).content
    assert "That has been undone already." in text_of(await editor.click(last_of(result), label="Undo"))
    assert text_of(await editor.slash(channel, "desk learned")) == "I have been taught nothing so far."


async def test_a_wording_that_would_do_harm_is_refused_with_the_reason(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    swapped = await editor.slash(channel, "desk teach", question="how much is the toll on South Bridge", fact=TOLL)
    stolen = await editor.slash(channel, "desk teach", question="ferry maiden voyage date", fact=TOLL)

    assert "Not taught. I have this for North Bridge, not for South Bridge." in text_of(swapped)
    assert "Not taught: 'ferry maiden voyage date' is already asked at base/facts.yaml" in text_of(stolen)
    assert not (base_folder / "learned.yaml").exists()


async def test_teaching_by_command_completes_questions_and_facts_and_takes_another_wording(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ask_in_vain(alice, channel, SLANG)
    (question,) = await editor.autocomplete(channel, "desk teach", "question", "damage")
    facts = await editor.autocomplete(channel, "desk teach", "fact", "toll nor")

    result = await editor.slash(
        channel, "desk teach", question=question["value"], fact=facts[0]["value"], wording="what's the bridge up north"
    )

    assert (question["name"], facts[0]["name"]) == (SLANG, TOLL_QUESTION)
    assert "Taught: “what's the bridge up north”" in text_of(result)


async def test_unlearn_takes_back_what_is_picked(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    await editor.slash(channel, "desk teach", question=SLANG, fact=TOLL)
    (choice,) = await editor.autocomplete(channel, "desk unlearn", "phrasing", "damage")

    assert "Taken back" in text_of(await editor.slash(channel, "desk unlearn", phrasing=choice["value"]))
    assert "Choose a phrasing" in text_of(await editor.slash(channel, "desk unlearn", phrasing=SLANG))


async def test_the_asker_is_told_once_when_there_is_an_answer(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    asked = await ask_in_vain(alice, channel, SLANG)
    for _ in range(2):
        result = await alice.click(asked, label="Tell me when there is an answer")
        assert "I will tell you once" in text_of(result)

    await taught(editor, channel)
    await send_all(simcord_bot)
    await taught_again(editor, channel)
    await send_all(simcord_bot)

    (message,) = alice.user.dm_channel.history()
    assert message.content == f"You asked to be told of an answer to “{SLANG}”. There is one now."
    assert message.embeds[0].title == TOLL_QUESTION


async def taught_again(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    await editor.slash(channel, "desk teach", question="bridge damage up north please", fact=TOLL)
