import pytest
import simcord

from bot.client.bot import FactBot
from tests.bot.client.cogs.desk.support import LIGHTHOUSE, ask_in_vain, last_of, shown_queue
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)


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
