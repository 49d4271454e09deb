"""The desk as editors use it, in either kind of store."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import discord
import pytest
import simcord
from discord import app_commands

from bot.client.bot import FactBot
from bot.client.sending import DiscordSender
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.test_admin import text_of

pytestmark = pytest.mark.simcord(shard_count=1)

REFUSAL = "Only the editors of this fact base may do that."
LIGHTHOUSE = "who painted the lighthouse"
SLANG = "whats the damage for the bridge up north"
TOLL_QUESTION, FERRY_QUESTION = "How much is the toll on North Bridge?", "When did the ferry make its first trip?"
TOLL = "north-bridge-toll"


@pytest.fixture
def store(either_store: str) -> str:
    return either_store


@pytest.fixture
def channel(simcord_env: simcord.Env) -> simcord.ChannelHandle:
    return simcord_env.create_guild().create_text_channel("general")


@pytest.fixture
def editor(simcord_env: simcord.Env, channel: simcord.ChannelHandle, newsroom: Newsroom) -> simcord.MemberActor:
    role = simcord_env.guild.create_role("Desk")
    newsroom.config = newsroom.config.model_copy(update={"editor_roles": (role.id,)})
    everything = simcord_env.guild.create_role("All", permissions=discord.Permissions.all())
    return simcord_env.guild.add_member(simcord_env.create_user("ed"), roles=[role, everything])


@pytest.fixture
def alice(simcord_env: simcord.Env, channel: simcord.ChannelHandle) -> simcord.MemberActor:
    everything = simcord_env.guild.create_role("Owners", permissions=discord.Permissions.all())
    return simcord_env.guild.add_member(simcord_env.create_user("alice"), roles=[everything])


@asynccontextmanager
async def delivering(bot: FactBot) -> AsyncIterator[None]:
    """Let the bot send what it owes while the block runs, and all of it before the block ends."""
    task = asyncio.create_task(bot.newsroom.desk.deliverer.run(DiscordSender(bot)))
    try:
        yield
        async with asyncio.timeout(20):
            while await bot.newsroom.desk.corrections.running():
                await asyncio.sleep(0.01)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def send_all(bot: FactBot) -> None:
    while await bot.newsroom.desk.deliverer.step(DiscordSender(bot)):
        pass


def last_of(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """Return the message that came last, or the one that took the place of "thinking"."""
    return [*([result.response] if result.response else []), *result.followups][-1]


def labels(message: simcord.ResponseMessage) -> list[list[str]]:
    return [[button["label"] for button in row["components"]] for row in message.components]


async def ask_in_vain(
    actor: simcord.MemberActor, channel: simcord.ChannelHandle, question: str
) -> simcord.ResponseMessage:
    """Ask what nothing answers, and say so where something else is suggested."""
    shown = last_of(await actor.slash(channel, "ask", question=question))
    if any("None of these" in row for row in labels(shown)):
        shown = last_of(await actor.click(shown, label="None of these"))
    assert labels(shown) == [["Tell me when there is an answer"]]
    return shown


async def shown_queue(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> simcord.ResponseMessage:
    result = await editor.slash(channel, "desk queue")
    assert result.ephemeral
    return last_of(result)


async def taught(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, fact: str = TOLL
) -> simcord.InteractionResult:
    menu = (await editor.click(await shown_queue(editor, channel), label="Teach 1")).response
    assert menu is not None
    return await editor.select(menu, values=[fact])


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


async def test_a_question_is_dismissed_with_a_reason_and_put_back(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ask_in_vain(alice, channel, LIGHTHOUSE)
    form = await editor.click(await shown_queue(editor, channel), label="Dismiss 1")

    result = await editor.submit_modal(form, {"note": "not our town"})

    assert f"Dismissed: “{LIGHTHOUSE}”\nReason: not our town" in text_of(result)
    assert (await shown_queue(editor, channel)).content == "No question waits for an answer."
    dismissed = last_of(await editor.slash(channel, "desk queue", state="dismissed"))
    assert "not our town" in dismissed.content

    await editor.click(dismissed, label="Put back 1")

    assert LIGHTHOUSE in (await shown_queue(editor, channel)).content


async def test_a_draft_comes_as_a_file_that_the_loader_takes(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    await ask_in_vain(alice, channel, LIGHTHOUSE)
    form = await editor.click(await shown_queue(editor, channel), label="Draft 1")
    typed = {
        "question": "Who painted the lighthouse?",
        "answer": "Nobody: it is bare stone.",
        "status": ["confirmed"],
        "source": "Herald; The bare lighthouse; 2024-03-02; https://herald.example/bare",
    }

    result = await editor.submit_modal(form, typed)

    (file,) = last_of(result).attachments
    assert "The loader takes this file." in text_of(result)
    assert file.filename == "who-painted-the-lighthouse.yaml"


async def test_a_draft_with_faults_comes_with_what_the_loader_says(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ask_in_vain(alice, channel, LIGHTHOUSE)
    form = await editor.click(await shown_queue(editor, channel), label="Draft 1")
    typed = {"question": TOLL_QUESTION, "answer": "It is free.", "status": ["denied"], "source": "Herald"}

    text = text_of(await editor.submit_modal(form, typed))

    assert "the entry has no 'title'; add a line 'title: ...'" in text
    assert f"'{TOLL_QUESTION}' is already asked at" in text


async def test_a_form_opened_before_a_restart_is_understood_after_it(
    simcord_env: simcord.Env,
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_bot: FactBot,
) -> None:
    await ask_in_vain(alice, channel, LIGHTHOUSE)
    form = await editor.click(await shown_queue(editor, channel), label="Dismiss 1")
    simcord_bot._connection._view_store._modals.clear()

    result = await editor.submit_modal(form, {"note": "not our town"})

    assert "Dismissed" in text_of(result)


async def test_whoever_is_no_editor_is_refused_everywhere(  # noqa: PLR0913  its fixtures
    simcord_env: simcord.Env,
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Alice has every permission that a server can give."""
    caplog.set_level("INFO", "factbot")
    await ask_in_vain(alice, channel, LIGHTHOUSE)
    queue = await shown_queue(editor, channel)
    menu = (await editor.click(queue, label="Teach 1")).response
    assert menu is not None
    form = await editor.click(queue, label="Dismiss 1")
    newsroom.config = newsroom.config.model_copy(update={"editor_roles": ()})

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
    # Their old buttons, menus and forms are no use to former editors either.
    refused += [await editor.click(queue, label=label) for label in ("Teach 1", "Draft 1", "Dismiss 1")]
    refused.append(await editor.select(menu, values=[TOLL]))
    refused.append(await editor.submit_modal(form, {"note": "not our town"}))

    assert [text_of(result) for result in refused] == [REFUSAL] * len(refused)
    assert await alice.autocomplete(channel, "desk teach", "question", "") == []
    assert await alice.autocomplete(channel, "desk unlearn", "phrasing", "") == []
    assert str(alice.id) not in caplog.text
    assert (await newsroom.desk.queue.page(1)).total == 1


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


async def test_a_correction_is_offered_made_in_place_and_reported(  # noqa: PLR0913  its fixtures
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_bot: FactBot,
    newsroom: Newsroom,
    base_folder: Path,
) -> None:
    newsroom.config = newsroom.config.model_copy(update={"admin_users": (editor.id,)})
    answer = (await alice.slash(channel, "ask", question=TOLL_QUESTION)).response
    assert answer is not None
    await alice.click(answer, label="Tell me if this changes")
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")

    offer = last_of(await editor.slash(channel, "facts reload"))
    assert "(1 public reply gave the earlier answer, 1 asked to be told)" in offer.content
    async with delivering(simcord_bot):
        assert "message by message" in text_of(await editor.click(offer, label="Correct 1"))
    assert "already" in text_of(await editor.click(offer, label="Correct 1"))

    edited = channel.history()[0].embeds[0]
    assert (edited.description or "").startswith("Cars pay 5 dollars")
    fields = {field.name: field.value for field in edited.fields}
    assert fields["Earlier answer"] == "~~Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported.~~"
    assert edited.author.name == f"“{TOLL_QUESTION}”"
    told = alice.user.dm_channel.history()[-1]
    assert told.content == "You asked to be told: an answer that you got has been corrected."
    report = editor.user.dm_channel.history()[-1].content
    assert report == f"Corrected: **{TOLL_QUESTION}**. 1 edited, 1 told in person."
    assert text_of(await editor.slash(channel, "desk corrections")) == "Every public answer says what its fact says."


async def test_facts_that_are_gone_though_replies_give_them_are_listed(
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    base_folder: Path,
) -> None:
    await alice.slash(channel, "ask", question=FERRY_QUESTION)
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("id: ferry-first-trip", "id: ferry-maiden-trip"), "utf-8")
    await newsroom.reload(discord.utils.utcnow(), "test")

    told = text_of(await editor.slash(channel, "desk corrections"))

    assert told.startswith("These facts were removed, and public replies still give them.")
    assert "- `ferry-first-trip`: 1 public reply" in told


async def test_old_replies_can_be_left_as_they_are(
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    base_folder: Path,
) -> None:
    await alice.slash(channel, "ask", question=TOLL_QUESTION)
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")
    await newsroom.reload(discord.utils.utcnow(), "test")
    offer = last_of(await editor.slash(channel, "desk corrections"))

    await editor.click(offer, label="Leave 1")

    assert text_of(await editor.slash(channel, "desk corrections")) == "Every public answer says what its fact says."


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
    assert answer.embeds[0].title == TOLL_QUESTION
