"""Replies of old, which were embeds, several in one message: put right within what the embeds of a message may hold."""

import discord

from bot.client.rendering.corrections import corrected
from bot.client.rendering.replies import ROOM, shown_question
from bot.desk.outgoing import Changed
from bot.limits import EMBED_TITLE, EMBEDS
from bot.text import shortened
from bot.wording.labels import SOURCES_FIELD, STATUS_FIELD
from bot.wording.status_looks import GONE_COLOUR, look_of
from knowledge.decision.matcher import Matcher

# So many characters of an answer stay, however many answers share the message: two sentences.
LEAST_DESCRIPTION = 200


def corrected_embed(changed: Changed, matcher: Matcher, shown: discord.Embed, room: int) -> discord.Embed:
    """Return what takes the place of an embed that showed a fact, in ``room`` characters in all, 1,000 or more."""
    fact, asked = changed.fact, shown.author.name or ""
    title = shortened((fact.question if fact else changed.old.question) or changed.old.fact, EMBED_TITLE)
    text = corrected(changed, matcher, min(room - len(title) - len(asked), ROOM)).text
    embed = discord.Embed(title=title, description=text, colour=look_of(fact.status).colour if fact else GONE_COLOUR)
    return embed.set_author(name=asked) if asked else embed


def asked_in(embed: discord.Embed) -> str:
    """Return the question that an embed replies to, as it may be shown in a text."""
    return shown_question((embed.author.name or "").strip("“”"))


def fitted(embeds: list[discord.Embed]) -> list[discord.Embed]:
    """Return the embeds of one message; where they are too long together, each is cut to its share of the room."""
    if sum(map(len, embeds)) > EMBEDS:
        for embed in embeds:
            _cut(embed, EMBEDS // len(embeds))
    return embeds


def _cut(embed: discord.Embed, room: int) -> None:
    """Take positions and corrections away, then the end of the answer, until an embed fits; the sources stay."""
    for at in range(len(embed.fields) - 1, -1, -1):
        if len(embed) > room and embed.fields[at].name not in (STATUS_FIELD, SOURCES_FIELD):
            embed.remove_field(at)
    if len(embed) > room and embed.description:
        left = len(embed.description) - (len(embed) - room)
        embed.description = shortened(embed.description, max(left, LEAST_DESCRIPTION))
