"""Posts of a forum over the wire: answered once, whatever happens between the post and the reply."""

import asyncio
import signal
from pathlib import Path

from tests.discord_server.payloads import FORUM
from tests.discord_server.process import ADMIN, running
from tests.discord_server.responses import hang, refuse
from tests.discord_server.server import MESSAGE, MESSAGES, DiscordServer
from tests.discord_server.test_desk import DESK, NEW, OLD, desk_says, offer_after_reload, press, rewrite

TOLL, ALICE = "how much is the toll on north bridge", 1_000_000_555
CHOSEN = f"forum_channels: [{FORUM}]"
SETTINGS = (CHOSEN, f"desk_channel: {DESK}", "corrections_per_minute: 6000")


async def test_a_post_is_answered_once_though_the_bot_is_killed_before_it_has_replied(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, CHOSEN) as bot:
        ended = asyncio.Event()
        server.faults[MESSAGES].append(hang(ended))
        sure = await server.posts.begin(TOLL, ALICE)
        await server.wait_for_requests(MESSAGES, 1)
        bot.send(signal.SIGKILL)
        await bot.ended()
        ended.set()
    away = await server.posts.begin(TOLL, ALICE, is_told=False)
    for _ in range(2):
        async with running(server, tmp_path, base_folder, CHOSEN):
            await server.reply_to(away)
            told = await server.posts.begin("who invented the zeppelin", ALICE)
            asked = await server.posts.begin(TOLL, ALICE)
            await server.reply_to(asked)

    assert [len(server.posts.said_in(one)) for one in (sure, away, told, asked)] == [1, 1, 0, 1]
    assert "Cars pay 4 dollars" in server.posts.said_in(sure)[0]


async def test_a_correction_reaches_a_post_that_discord_has_archived(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, *SETTINGS):
        starter = await server.posts.begin(TOLL, ALICE)
        await server.reply_to(starter)
        rewrite(base_folder, OLD, NEW)
        offer = await offer_after_reload(server)
        server.faults[f"PATCH {MESSAGE}"].append(refuse(400, code=50083))

        await press(server, offer, "Correct 1", ADMIN)
        await desk_says(server, "^Corrected.*1 edited")

    assert server.posts.opened == [starter["id"]]
    assert f"\n{NEW}" in server.posts.said_in(starter)[0]
