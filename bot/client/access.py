"""What Discord says of the bot, asked for without connecting: who it is, and what it may do in each channel."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import discord

from bot.client.login import log_in

# What the replies and the desk need, as README's set-up asks for it.
NEEDED = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, attach_files=True, read_message_history=True,
    add_reactions=True,
)  # fmt: skip
# What discord.py lists under a name of old.
_SHOWN = {"read_messages": "view_channel"}
_PRIVILEGED = ("gateway_message_content", "gateway_guild_members", "gateway_presence")


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a server, and the names of the permissions that the bot lacks there."""

    server: str
    name: str
    lacks: tuple[str, ...]
    is_forum: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether the bot can't even see it: as a rule because it isn't meant to."""
        return "view_channel" in self.lacks


@dataclass(frozen=True, slots=True)
class Access:
    """What Discord says: the bot's name, privileged intents that are allowed, servers, channels by id."""

    name: str
    privileged: tuple[str, ...]
    servers: tuple[str, ...]
    channels: dict[int, Channel]


async def access_of(token: str, wanted: Collection[int]) -> Access:
    """Return what Discord says of the bot; ``wanted`` are channels to look for beside those that a server lists.

    Raises:
        StartError: Discord refused the token or could not be reached.
    """
    async with discord.Client(intents=discord.Intents.default()) as client:
        await log_in(client, token)
        application = await client.application_info()
        servers = [await client.fetch_guild(found.id) async for found in client.fetch_guilds()]
        channels: dict[int, Channel] = {}
        for server in servers:
            channels |= await _channels(server, client)
        for number in set(wanted) - channels.keys():
            channels |= await _thread(client, number)
    flags = application.flags
    names = [name for name in _PRIVILEGED if getattr(flags, name) or getattr(flags, f"{name}_limited")]
    return Access(str(client.user), tuple(names), tuple(server.name for server in servers), channels)


async def _channels(server: discord.Guild, client: discord.Client) -> dict[int, Channel]:
    assert client.user is not None  # noqa: S101  whoever has logged in is somebody
    me = await server.fetch_member(client.user.id)
    every = [
        one for one in await server.fetch_channels() if isinstance(one, discord.TextChannel | discord.ForumChannel)
    ]
    found = {}
    for one in every:
        is_forum, has = isinstance(one, discord.ForumChannel), one.permissions_for(me)
        if is_forum and not has.send_messages:
            # There it means to begin a post, which the bot never does; discord.py takes it to deny files as well.
            has.update(send_messages=True, attach_files=True)
        found[one.id] = Channel(server.name, one.name, _lacking(has), is_forum)
    return found


async def _thread(client: discord.Client, number: int) -> dict[int, Channel]:
    """Return a thread, which no server lists among its channels; what the bot may do there its parent decides."""
    try:
        found = await client.fetch_channel(number)
    except (discord.NotFound, discord.Forbidden, discord.InvalidData):
        return {}
    return {number: Channel("", str(found), ())}


def _lacking(has: discord.Permissions) -> tuple[str, ...]:
    lacks = (name for name, is_needed in NEEDED if is_needed and not getattr(has, name))
    return tuple(_SHOWN.get(name, name) for name in lacks)
