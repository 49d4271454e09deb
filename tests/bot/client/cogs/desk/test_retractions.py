"""A report that is taken back: the desk hears of it at once, and public replies are marked as an editor says."""

from pathlib import Path

import pytest
import simcord

from bot.client.bot import FactBot
from bot.client.cogs.desk.announcements import Announcer
from bot.client.sending import DiscordSender
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.support import TOLL_QUESTION, last_of, send_all
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)

NOTE = "It was made up."
MARK = "⚠️ **This rests on a report that was taken back on 2 March 2024**: Northfield Gazette, “The bridge, the ferry"


def take_back(folder: Path) -> None:
    sources = folder / "sources.yaml"
    back = f'    retracted: {{on: 2024-03-02, note: "{NOTE}"}}\n'
    sources.write_text(sources.read_text("utf-8") + back, "utf-8")


async def test_a_reload_flags_what_rests_on_it_and_offers_to_mark_what_was_told(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle,
    simcord_bot: FactBot, base_folder: Path,
) -> None:  # fmt: skip
    newsroom = simcord_bot.newsroom
    newsroom.config = newsroom.config.model_copy(update={"admin_users": (editor.id,)})
    answer = (await alice.slash(channel, "ask", question=TOLL_QUESTION)).response
    assert answer is not None
    take_back(base_folder)

    reloaded = await editor.slash(channel, "facts reload")

    told = text_of(reloaded)
    assert "A report that these rest on was taken back. Readers are told so; /desk queue state:due has them:" in told
    assert "(1 public reply gave the earlier answer)" in told
    assert f"report taken back on 2 March 2024: {NOTE}" in told
    await editor.click(last_of(reloaded), label="Correct 1")
    await send_all(simcord_bot)

    (shown,) = [message for message in channel.history() if message.id == answer.id]
    lines = shown.content.splitlines()
    assert lines[1].endswith("A report that this answer rests on was taken back.")
    assert lines[2].startswith(MARK)
    assert lines[2].endswith(NOTE)
    assert "Every public answer says what its fact says." in text_of(await editor.slash(channel, "desk corrections"))
    again = (await alice.slash(channel, "ask", question=TOLL_QUESTION)).response
    assert again is not None
    assert again.content.splitlines()[1].startswith(MARK)


async def test_the_desk_hears_of_it_where_nobody_was_told_anything(
    channel: simcord.ChannelHandle, newsroom: Newsroom, simcord_bot: FactBot, base_folder: Path
) -> None:
    newsroom.config = newsroom.config.model_copy(update={"desk_channel": channel.id})
    take_back(base_folder)

    await Announcer(newsroom, DiscordSender(simcord_bot)).reload("a signal")

    posted = channel.last_message
    assert posted is not None
    assert posted.content.splitlines()[1:] == [f"- {fact.question}" for fact in newsroom.matcher.base.facts]
