"""Posts of forums as Discord has them: a thread, and a first message with the same id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord

from bot.config import Config

# Messages at the beginning of a post among which a reply of the bot's would stand, and archived posts that are looked
# at: of each as many as one request brings.
OPENING, ARCHIVED = 100, 100


def is_post(message: discord.Message, config: Config) -> bool:
    """Whether a message opens a post of a forum that the bot is to answer in."""
    where = message.channel
    return isinstance(where, discord.Thread) and where.id == message.id and where.parent_id in config.forum_channels


async def missed_posts(forum: discord.ForumChannel, since: datetime) -> dict[int, discord.Thread]:
    """Return the posts of a forum since a moment, by their ids: those that Discord has archived too."""
    every = [*forum.threads, *[one async for one in forum.archived_threads(limit=ARCHIVED)]]
    return {one.id: one for one in every if discord.utils.snowflake_time(one.id) > since}


async def opening_of(thread: discord.Thread) -> list[discord.Message]:
    """Return the beginning of a post, oldest first; nothing where its first message has been deleted."""
    first = [one async for one in thread.history(limit=OPENING, oldest_first=True)]
    return first if first and first[0].id == thread.id else []


def said_to(opening: Sequence[discord.Message], me: discord.abc.User | None) -> list[discord.Message]:
    """Return what the bot has replied to the first message of a post."""
    starter = opening[0].id
    return [one for one in opening if one.author == me and one.reference and one.reference.message_id == starter]


async def open_again(client: discord.Client, number: int) -> bool:
    """Open a thread that Discord has archived, which it does by itself once nobody writes; False where it is none.

    Raises:
        HTTPException: Discord does not let it: the thread is locked for instance.
    """
    thread = await client.fetch_channel(number)
    if not isinstance(thread, discord.Thread):
        return False
    await thread.edit(archived=False)
    return True
