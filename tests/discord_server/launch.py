"""Starts the bot as it is, pointed at a loopback Discord: ``python -m tests.discord_server.launch URL WORDS...``."""

import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


def point_at(address: str) -> None:
    """Point the client of this process at a loopback Discord."""
    Route.BASE = f"{address}/api/v10"
    # Where the client goes when its session is gone.
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address).with_scheme("ws") / "gateway/"


def main() -> None:
    """Point the client at the address and be factbot."""
    point_at(sys.argv[1])
    sys.argv = ["factbot", *sys.argv[2:]]
    from bot.__main__ import main as factbot

    factbot()


if __name__ == "__main__":
    main()
