"""Logging in and out, with every way in which that can fail as one line."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiohttp
import discord

from bot.client.bot import FactBot

# For replies under way; the desk has what is left of the ten seconds that a stop may take.
GRACE_SECONDS = 5.0
_REFUSED = "Discord refused the token; copy it anew from the developer portal"
# Between two looks whether the last reply is out: less than anybody notices.
LOOK_SECONDS = 0.05
# By the code with which Discord closes a connection for good.
_CLOSED = {4004: _REFUSED}


class StartError(Exception):
    """The bot cannot start; the text is one line that says why and what to do."""


@contextlib.asynccontextmanager
async def start(bot: FactBot, token: str, *, connect: bool = True) -> AsyncIterator["asyncio.Task[None]"]:
    """Log in, and unless told otherwise connect in a task of its own; yield that task.

    Raises:
        StartError: Discord refused the token or could not be reached.
    """
    async with bot:
        await log_in(bot, token)
        yield asyncio.create_task(bot.connect() if connect else asyncio.sleep(0))


async def log_in(client: discord.Client, token: str) -> None:
    """Log in, without connecting.

    Raises:
        StartError: Discord refused the token or could not be reached.
    """
    try:
        await client.login(token)
    except discord.LoginFailure:
        raise StartError(_REFUSED) from None
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise StartError(f"Discord could not be reached ({error}); check the network and try again") from None


async def close(bot: FactBot, running: "asyncio.Task[None]") -> None:
    """Let replies under way finish, then close the connection.

    Raises:
        StartError: Discord had closed it for good.
    """
    deadline = asyncio.get_running_loop().time() + GRACE_SECONDS
    while bot.replies_under_way() and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(LOOK_SECONDS)
    is_cut_off = not running.done()
    await bot.close()
    if is_cut_off:
        # Whatever it was at, connecting perhaps: that closing ends it is no fault.
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return
    try:
        await running
    except discord.PrivilegedIntentsRequired:
        raise StartError(
            "Discord wants privileged intents to be allowed; factbot needs none, so is it the newest?"
        ) from None
    except discord.ConnectionClosed as error:
        what = _CLOSED.get(error.code, f"Discord closed the connection for good (code {error.code})")
        raise StartError(f"{what}; see https://discord.com/developers/docs/topics/opcodes-and-status-codes") from None
