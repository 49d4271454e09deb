"""``/desk stats``: for editors alone, as a text and as a picture that a screen reader can tell of."""

import pytest
import simcord
from discord import app_commands

from tests.bot.client.cogs.desk.support import LIGHTHOUSE, TOLL_QUESTION, ask_in_vain, last_of
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)


async def test_an_editor_sees_what_was_asked_and_what_came_of_it(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.slash(channel, "ask", question=TOLL_QUESTION)
    await ask_in_vain(alice, channel, LIGHTHOUSE)

    shown = await editor.slash(channel, "desk stats")

    assert shown.ephemeral
    message = last_of(shown)
    assert "(1 week): 2 questions\n- answered: 1 (50%)" in message.content
    assert f"most asked: {TOLL_QUESTION} (1)" in message.content
    assert f"most asked in vain: {LIGHTHOUSE} (1)" in message.content
    (file,) = message.attachments
    assert file.filename == "questions-by-week.png"
    assert file.description is not None
    assert file.description.startswith("Bars of the questions of each week")


async def test_without_a_question_there_is_no_picture(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = last_of(await editor.slash(channel, "desk stats", weeks=60))

    assert message.content == "Nothing has been asked in that time."
    assert not message.attachments


async def test_without_the_picture_the_text_comes_all_the_same(
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def drawn(_: object) -> None:
        return None

    monkeypatch.setattr("bot.client.cogs.desk.statistics.drawn", drawn)
    await alice.slash(channel, "ask", question=TOLL_QUESTION)

    message = last_of(await editor.slash(channel, "desk stats"))

    assert "1 question\n" in message.content
    assert message.content.endswith("The picture could not be drawn; the log says why.")


async def test_nobody_else_sees_it(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    refused = await alice.slash(channel, "desk stats")

    simcord.assert_error(simcord_env, app_commands.CheckFailure)
    assert text_of(refused) == "Only the editors of this fact base may do that."
