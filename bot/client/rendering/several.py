"""Replies to the questions of one message, in one message of embeds within Discord's limits."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.client.rendering.replies import Reply, ReplyButton
from bot.limits import BUTTON_LABEL, BUTTONS, EMBEDS
from bot.text import shortened
from bot.wording.labels import SOURCES_FIELD, STATUS_FIELD

# So many characters of an answer stay, however many answers share the message: two sentences.
LEAST_DESCRIPTION = 200


def embeds_of(replies: Sequence[Reply]) -> list[discord.Embed]:
    """Return the embeds of replies, cut where they are too long together."""
    return fitted([reply.embed for reply in replies])


def fitted(embeds: list[discord.Embed]) -> list[discord.Embed]:
    """Return the embeds of one message; where they are too long together, each is cut to its share of the room."""
    if sum(map(len, embeds)) > EMBEDS:
        for embed in embeds:
            _cut(embed, EMBEDS // len(embeds))
    return embeds


def buttons_of(replies: Sequence[Reply]) -> tuple[ReplyButton, ...]:
    """Return the buttons below the embeds of replies, numbered where there are several; no two do the same."""
    if len(replies) == 1:
        return replies[0].buttons(embeds=True)
    is_cut = sum(len(reply.embed) for reply in replies) > EMBEDS
    found: dict[tuple[str, str], ReplyButton] = {}
    for number, reply in enumerate(replies, 1):
        for button in replace(reply, is_cut=reply.is_cut or is_cut).buttons(embeds=True):
            label = shortened(f"{number}. {button.label}", BUTTON_LABEL)
            found.setdefault((button.action, button.fact), replace(button, label=label))
    return tuple(found.values())[:BUTTONS]


def _cut(embed: discord.Embed, room: int) -> None:
    """Take positions and corrections away, then the end of the answer, until an embed fits; the sources stay."""
    for at in range(len(embed.fields) - 1, -1, -1):
        if len(embed) > room and embed.fields[at].name not in (STATUS_FIELD, SOURCES_FIELD):
            embed.remove_field(at)
    if len(embed) > room and embed.description:
        left = len(embed.description) - (len(embed) - room)
        embed.description = shortened(embed.description, max(left, LEAST_DESCRIPTION))
