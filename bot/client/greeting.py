"""Greetings met with who the bot is and three questions that have an answer; a bare thanks with a reaction."""

from __future__ import annotations

from datetime import datetime

import discord

from bot.client.bot import FactBot
from bot.client.rendering.replies import Reply, render_candidates
from bot.newsroom.newsroom import Newsroom
from bot.newsroom.welcome import examples
from bot.wording.about import ACKNOWLEDGED, welcome


async def with_examples(newsroom: Newsroom, heading: str, thread: str, at: datetime) -> Reply:
    """Return a text with questions to pick from below it; "the second one" in the conversation picks from them too."""
    facts = await examples(newsroom)
    newsroom.offered(facts, thread, at)
    return render_candidates(heading, facts)


async def welcome_of(newsroom: Newsroom, thread: str, at: datetime) -> Reply:
    """Return the reply to a greeting."""
    return await with_examples(newsroom, welcome(newsroom.config), thread, at)


async def acknowledge(bot: FactBot, message: discord.Message) -> None:
    """React to a thanks; where the bot may not, silence is the better reply."""
    try:
        await message.add_reaction(ACKNOWLEDGED)
    except discord.HTTPException as error:
        bot.log.info("no reaction in channel %s: %s", message.channel.id, error)
