"""Help with the wording: ticked by an editor, shown before a yes, and nothing is written without one."""

from pathlib import Path

import pytest
import simcord
from discord import app_commands

from bot.config import Config
from bot.newsroom.newsroom import Newsroom
from bot.wording.notices import NO_EDITOR
from tests.bot.client.cogs.desk.support import FERRY_QUESTION, SLANG, TOLL, ask_in_vain, labels, last_of
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)
OTHER, SWAP = "what must drivers shell out to get over North Bridge", "How much is the toll on South Bridge?"


@pytest.fixture
def config() -> Config:
    return Config(questions_per_minute=100, admin_users=(77,))


@pytest.fixture
def store() -> str:
    """Return a file: what is kept is kept as everything else of the desk."""
    return ""


async def offered(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> simcord.ResponseMessage:
    for question in (SLANG, OTHER):
        await ask_in_vain(alice, channel, question)
    return last_of(await editor.slash(channel, "desk wording", fact=TOLL))


async def test_what_is_ticked_is_taught_together_after_a_yes_and_can_be_undone(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    menu = await offered(editor, alice, channel)
    assert f"- {SLANG}" in menu.content
    assert f"- {OTHER}" in menu.content

    shown = await editor.select(menu, values=[f"wording:{OTHER}", f"wording:{SLANG}"])

    assert f"1. “{OTHER}”\n2. “{SLANG}”\nWhoever asks one of them is told:" in text_of(shown)
    assert "Of the questions that wait they answer 2 questions:" in text_of(shown)
    assert not (base_folder / "learned.yaml").exists()
    taught = last_of(await editor.click(last_of(shown), label="Teach it"))
    assert f"1. “{OTHER}”\n2. “{SLANG}”\nApproved by ed" in taught.content
    assert labels(taught) == [["Undo 1", "Undo 2"]]
    for question in (SLANG, OTHER):
        assert "Cars pay 4 dollars" in text_of(await alice.slash(channel, "ask", question=question))
    assert "No question waits" in text_of(await editor.slash(channel, "desk queue"))

    undone = await editor.click(taught, label="Undo 2")

    assert "The question waits again." in text_of(undone)
    assert SLANG in text_of(await editor.slash(channel, "desk queue"))
    learned = (base_folder / "learned.yaml").read_text("utf-8")
    assert OTHER in learned
    assert SLANG not in learned


async def test_what_no_file_of_the_bots_can_hold_is_shown_as_lines_to_paste(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    menu = await offered(editor, alice, channel)
    assert SWAP in menu.content

    shown = await editor.select(menu, values=[f"not:{SWAP}"])

    assert f"{TOLL}, under 'not:'\n      - {SWAP}\n" in text_of(shown)
    assert "Teach" not in text_of(shown)
    assert not (base_folder / "learned.yaml").exists()


async def test_strangers_and_former_editors_are_refused(
    simcord_env: simcord.Env,
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
) -> None:
    assert text_of(await alice.slash(channel, "desk wording", fact=TOLL)) == NO_EDITOR
    simcord.assert_error(simcord_env, app_commands.CheckFailure)
    menu = await offered(editor, alice, channel)
    newsroom.config = newsroom.config.model_copy(update={"editor_roles": ()})

    refused = await editor.select(menu, values=[f"wording:{SLANG}"])

    assert text_of(refused) == NO_EDITOR
    assert SLANG not in newsroom.matcher.base.facts[0].wordings


async def test_the_neediest_facts_are_offered_before_anything_is_typed(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    choices = await editor.autocomplete(channel, "desk wording", "fact", "")
    typed = await editor.autocomplete(channel, "desk wording", "fact", "ferry")

    assert len(choices) == 3
    assert typed[0]["name"] == FERRY_QUESTION
    unknown = await editor.slash(channel, "desk wording", fact="no-such-fact")
    assert text_of(unknown) == "Choose a fact from the list."
