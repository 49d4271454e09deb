"""Whoever takes no direct messages hears at the next command what was to be sent, once, and alone."""

from pathlib import Path

import pytest
import simcord

from bot.client.app import App
from bot.client.bot import FactBot
from bot.client.sending import DiscordSender
from bot.newsroom.newsroom import Newsroom
from bot.wording.notices import UNREACHED
from tests.bot.client.support import NOON, TOLL, questions_in, rewrite

pytestmark = pytest.mark.simcord(shard_count=1)


async def correct_with_messages_closed(env: simcord.Env, bot: FactBot, folder: Path) -> None:
    newsroom = bot.newsroom
    await rewrite(newsroom, folder, "Cars pay 4 dollars", "Cars pay 5 dollars")
    (one,) = await newsroom.desk.corrections.outdated(newsroom.matcher.base, NOON)
    await newsroom.desk.corrections.begin(one, 77, (), NOON)
    env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await newsroom.desk.deliverer.unreached.load()
    while await newsroom.desk.deliverer.step(DiscordSender(bot)):
        pass


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_refused_direct_message_is_told_at_the_next_command(  # noqa: PLR0913  its fixtures
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_bot: FactBot,
    newsroom: Newsroom,
    base_folder: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    *,
    restarted: bool,
) -> None:
    answer = (await alice.slash(channel, "ask", question=TOLL)).response
    assert answer is not None
    await alice.click(answer, label="Tell me if this changes")
    with caplog.at_level("INFO", logger="factbot"):
        await correct_with_messages_closed(simcord_env, simcord_bot, base_folder)
    assert [line for line in caplog.messages if "refused" in line] == [
        "a direct message was refused; whom it was for is told at the next command"
    ]
    assert str(alice.id) not in caplog.text
    assert (await newsroom.desk.privacy.show(alice.id)).unreached == ("north-bridge-toll",)
    if restarted:
        newsroom.desk.deliverer.unreached = type(newsroom.desk.deliverer.unreached)(newsroom.desk._store)
        await newsroom.desk.deliverer.unreached.load()
        await simcord_env.restart_bot(App(newsroom, state=tmp_path / "commands.sha256").bot)

    first, second = [await alice.slash(channel, "about") for _ in range(2)]

    (told,) = first.followups
    assert told.content.startswith(UNREACHED)
    assert questions_in(told.content) == ["How much is the toll on North Bridge?"]
    assert told.flags.ephemeral
    assert not second.followups
    kept = await newsroom.desk.privacy.show(alice.id)
    assert not kept
