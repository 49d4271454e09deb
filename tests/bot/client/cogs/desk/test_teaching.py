from pathlib import Path

import pytest
import simcord

from bot.client.bot import FactBot
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.support import (
    SLANG,
    TOLL,
    TOLL_QUESTION,
    ask_in_vain,
    last_of,
    minute_passes,
    said_yes,
    send_all,
    shown_queue,
    taught,
)
from tests.bot.client.support import rewrite, text_of

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
    assert f"**{TOLL_QUESTION}**" in answer.content
    assert SLANG in (base_folder / "learned.yaml").read_text("utf-8")
    assert (await shown_queue(editor, channel)).content == "No question waits for an answer."
    listed = text_of(await editor.slash(channel, "desk learned"))
    assert f"- “{SLANG}” finds **{TOLL_QUESTION}**, by ed on " in listed


async def test_what_was_taught_can_be_undone_and_waits_again(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ask_in_vain(alice, channel, SLANG)
    result = await taught(editor, channel)

    undone = await editor.click(last_of(result), label="Undo")

    assert f"Taken back: “{SLANG}” no longer finds **{TOLL_QUESTION}**." in text_of(undone)
    assert SLANG in (await shown_queue(editor, channel)).content
    assert "That has been undone already." in text_of(await editor.click(last_of(result), label="Undo"))
    assert text_of(await editor.slash(channel, "desk learned")) == "I have been taught nothing so far."


async def test_a_wording_that_would_do_harm_is_refused_with_the_reason(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    swapped = await editor.slash(channel, "desk teach", question="how much is the toll on South Bridge", fact=TOLL)
    stolen = await editor.slash(channel, "desk teach", question="ferry maiden voyage date", fact=TOLL)

    assert "Not taught. This fact is not about South Bridge." in text_of(swapped)
    assert "Not taught: 'ferry maiden voyage date' is already asked at base/facts.yaml" in text_of(stolen)
    assert not (base_folder / "learned.yaml").exists()


async def test_teaching_by_command_completes_questions_and_facts_and_takes_another_wording(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ask_in_vain(alice, channel, SLANG)
    (question,) = await editor.autocomplete(channel, "desk teach", "question", "damage")
    facts = await editor.autocomplete(channel, "desk teach", "fact", "toll nor")

    result = await said_yes(
        editor,
        await editor.slash(
            channel,
            "desk teach",
            question=question["value"],
            fact=facts[0]["value"],
            wording="what's the bridge up north",
        ),
    )

    assert (question["name"], facts[0]["name"]) == (SLANG, TOLL_QUESTION)
    assert "Taught: “what's the bridge up north”" in text_of(result)


async def test_unlearn_takes_back_what_is_picked(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    await said_yes(editor, await editor.slash(channel, "desk teach", question=SLANG, fact=TOLL))
    (choice,) = await editor.autocomplete(channel, "desk unlearn", "phrasing", "damage")

    assert "Taken back" in text_of(await editor.slash(channel, "desk unlearn", phrasing=choice["value"]))
    assert "Choose a phrasing" in text_of(await editor.slash(channel, "desk unlearn", phrasing=SLANG))


async def test_the_asker_is_told_once_when_there_is_an_answer(
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_bot: FactBot,
    newsroom: Newsroom,
) -> None:
    asked = await ask_in_vain(alice, channel, SLANG)
    for _ in range(2):
        result = await alice.click(asked, label="Tell me when there is an answer")
        assert "I will tell you once" in text_of(result)

    await taught(editor, channel)
    await send_all(simcord_bot)
    assert alice.user.dm_channel.history() == []
    await minute_passes(newsroom)
    await send_all(simcord_bot)
    await taught_again(editor, channel)
    await send_all(simcord_bot)

    (message,) = alice.user.dm_channel.history()
    assert message.content.startswith(f"**{TOLL_QUESTION}**\n🟢 Confirmed · last checked 1 March 2024\nCars pay")
    assert message.content.endswith(f"\n-# You asked to be told of an answer to “{SLANG}”. There is one now.")


async def taught_again(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    shown = await editor.slash(channel, "desk teach", question="bridge damage up north please", fact=TOLL)
    await said_yes(editor, shown)


async def test_nothing_is_taught_before_it_was_shown_and_said_yes_to(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    asked = await ask_in_vain(alice, channel, SLANG)
    await alice.click(asked, label="Tell me when there is an answer")
    menu = (await editor.click(await shown_queue(editor, channel), label="Teach 1")).response
    assert menu is not None

    shown = last_of(await editor.select(menu, values=[TOLL]))

    assert shown.content.splitlines() == [
        f"Teach “{SLANG}” as a way to ask **{TOLL_QUESTION}**?",
        "Whoever asks it is told:",
        "> 🟢 Confirmed",
        "> Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported.",
        "Of the questions that wait it answers 1 question:",
        f"- “{SLANG}”",
        "1 person asked to be told, and gets this in a direct message a minute after you say yes; "
        "until then *Undo* takes it back.",
    ]
    assert not (base_folder / "learned.yaml").exists()
    assert text_of(await editor.click(shown, label="Never mind")) == "Nothing was taught."
    assert "taught or dropped already" in text_of(await editor.click(shown, label="Teach it"))
    assert not (base_folder / "learned.yaml").exists()


async def test_with_the_facts_changed_since_the_lesson_is_shown_anew(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    shown = last_of(await editor.slash(channel, "desk teach", question=SLANG, fact=TOLL))
    await rewrite(newsroom, base_folder, "Cars pay 4 dollars", "Cars pay 5 dollars")

    anew = last_of(await editor.click(shown, label="Teach it"))

    assert anew.content.startswith("The facts have changed since that was shown. As it is now:\n")
    assert "> Cars pay 5 dollars" in anew.content
    assert "Taught:" in text_of(await editor.click(anew, label="Teach it"))


@pytest.mark.parametrize("is_late", [False, True])
async def test_undo_recalls_what_was_to_be_sent_and_tells_whoever_had_got_it(  # noqa: PLR0913  its fixtures
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_bot: FactBot,
    newsroom: Newsroom,
    *,
    is_late: bool,
) -> None:
    asked = await ask_in_vain(alice, channel, SLANG)
    await alice.click(asked, label="Tell me when there is an answer")
    result = await taught(editor, channel)
    if is_late:
        await minute_passes(newsroom)
    await send_all(simcord_bot)

    undone = text_of(await editor.click(last_of(result), label="Undo"))
    await minute_passes(newsroom)
    await send_all(simcord_bot)

    told = [message.content for message in alice.user.dm_channel.history()]
    if is_late:
        assert "1 person had been sent the answer and will be told that it was taken back." in undone
        assert told[0].endswith(f"\n-# You asked to be told of an answer to “{SLANG}”. There is one now.")
        assert told[1].startswith(f"The answer that I sent you to the question “{SLANG}” has been taken back")
        assert len(told) == 2
    else:
        assert "Nobody had been sent the answer yet." in undone
        assert told == []
    # She waits for the answer again, and gets it once.
    await taught(editor, channel)
    await minute_passes(newsroom)
    await send_all(simcord_bot)
    assert alice.user.dm_channel.history()[-1].content.endswith("There is one now.")
    assert len(alice.user.dm_channel.history()) == len(told) + 1
