"""What comes while the bot starts, and what a second one is told."""

import asyncio
import signal
from pathlib import Path

from tests.discord_server.process import BotProcess, start
from tests.discord_server.server import DiscordServer


async def held(bot: BotProcess) -> None:
    """Wait until the process holds SIGHUP back, as the kernel tells it."""
    status = Path(f"/proc/{bot.process.pid}/status")
    async with asyncio.timeout(20):
        while True:
            (line,) = [line for line in status.read_text("utf-8").splitlines() if line.startswith("SigBlk")]
            if int(line.split()[1], 16) & 1 << signal.SIGHUP - 1:
                return
            await asyncio.sleep(0.001)


async def test_a_hang_up_amid_the_start_is_a_reload_once_it_stands(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    bot = await start(discord_server, tmp_path, base_folder)
    try:
        await held(bot)
        bot.send(signal.SIGHUP)

        await bot.said("audit: reload by SIGHUP: 0 added", 60)
        bot.send(signal.SIGTERM)
        assert await bot.ended() == 0
    finally:
        if bot.process.returncode is None:
            bot.process.kill()


async def test_told_to_stop_at_any_moment_of_the_start_it_ends_in_good_order(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    for number in range(4):
        bot = await start(discord_server, tmp_path, base_folder)
        await held(bot)
        # Spread over the second or two that a start takes; whenever it comes, the end is the same.
        await asyncio.sleep(number * 0.5)
        bot.send(signal.SIGTERM)

        assert await bot.ended(10) == 0
        assert "Traceback" not in bot.log.read_text("utf-8")
