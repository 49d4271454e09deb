"""What ``factbot doctor`` finds on Discord."""

from pathlib import Path

import discord

from tests.discord_server.payloads import CHANNELS, FORUM
from tests.discord_server.process import start
from tests.discord_server.server import DiscordServer


async def looked_at(server: DiscordServer, folder: Path, facts: Path, *more: str, token: str = "") -> tuple[int, str]:
    bot = await start(server, folder, facts, *more, command="launch doctor", token=token)
    return await bot.ended(120), "\n".join(bot.lines())


async def test_a_refused_token_is_told(discord_server: DiscordServer, tmp_path: Path, base_folder: Path) -> None:
    code, told = await looked_at(discord_server, tmp_path, base_folder, token="wrong")  # noqa: S106  nobody's secret

    assert code == 1
    assert "FAULT token: Discord refused the token; copy it anew from the developer portal" in told


async def test_what_is_lacking_in_a_channel_is_told(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    discord_server.denied = {
        CHANNELS[1]: discord.Permissions(attach_files=True, add_reactions=True).value,
        CHANNELS[2]: discord.Permissions(view_channel=True).value,
    }

    code, told = await looked_at(
        discord_server, tmp_path, base_folder, f"desk_channel: {CHANNELS[1]}", "correction_channels: [999]"
    )

    assert code == 1
    assert f"FAULT permissions: #general-{CHANNELS[1]} (Newsroom) lacks Add Reactions, Attach Files; allow it" in told
    assert "ok    permissions: all that is needed in 6 of 8 channels; 1 channel it can't see" in told
    assert f"FAULT desk_channel: #general-{CHANNELS[1]} lacks Add Reactions, Attach Files" in told
    assert "FAULT correction_channels: 999 can't be found; copy its id in Discord, and let the bot see it" in told


async def test_all_is_well_on_discord(discord_server: DiscordServer, tmp_path: Path, base_folder: Path) -> None:
    code, told = await looked_at(discord_server, tmp_path, base_folder, f"desk_channel: {CHANNELS[0]}")

    assert code == 0, told
    assert "ok    token: Discord knows the bot as factbot" in told
    assert "ok    intents: no privileged ones, and none are needed" in told
    assert "ok    servers: Newsroom" in told
    assert f"ok    desk_channel: #general-{CHANNELS[0]} can be written in" in told


async def test_forums_that_are_none_or_that_it_cannot_write_in_are_told(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    discord_server.denied = {
        FORUM: discord.Permissions(send_messages=True, send_messages_in_threads=True).value,
    }
    chosen = f"forum_channels: [{FORUM}, {CHANNELS[0]}, 999]"

    code, told = await looked_at(discord_server, tmp_path, base_folder, chosen)

    assert code == 1
    # To begin a post of its own it need not be allowed.
    assert f"FAULT forum_channels: #forum-{FORUM} lacks Send Messages in Threads; allow it" in told
    assert f"FAULT forum_channels: #general-{CHANNELS[0]} is no forum; copy the id of a forum" in told
    assert "FAULT forum_channels: 999 can't be found; copy its id in Discord, and let the bot see it" in told

    discord_server.denied = {FORUM: discord.Permissions(send_messages=True).value}
    code, told = await looked_at(discord_server, tmp_path, base_folder, f"forum_channels: [{FORUM}]")

    assert code == 0, told
    assert f"ok    forum_channels: #forum-{FORUM} can be written in; a new post is answered by its title alone" in told
