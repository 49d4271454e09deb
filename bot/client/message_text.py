"""What a message says, wherever in it that stands: typed, in embeds, components or a poll, or in what it forwards."""

from collections.abc import Iterable, Iterator, Sequence

import discord
from discord.components import Component

from bot.text import without_small_print

Message = discord.Message | discord.MessageSnapshot


def text_of(message: Message) -> str:
    """Return all that a message says, a part of it on each line; empty where Discord shows nothing of it."""
    parts = [message.content, *_of_embeds(message.embeds), *_of_components(message.components)]
    if isinstance(message, discord.Message):
        parts += _of_poll(message.poll)
        parts += map(text_of, message.message_snapshots)
    return "\n".join(part for part in parts if part)


def text_replied_to(message: discord.Message, me: discord.abc.User | None) -> str:
    """Return the text that a message replies to, where Discord brought it along and shows it.

    Of a reply of the bot's own it is what was answered, without status and sources, which nobody asks on about.
    """
    replied_to = message.reference.resolved if message.reference else None
    if not isinstance(replied_to, discord.Message):
        return ""
    if replied_to.author != me:
        return text_of(replied_to)
    shown = [text for embed in replied_to.embeds for text in (embed.title, embed.description) if text]
    return "\n".join([without_small_print(replied_to.content), *shown]).strip()


def _of_embeds(embeds: Iterable[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        fields = (text for field in embed.fields for text in (field.name, field.value))
        yield from (text for text in (embed.title, embed.description, *fields, embed.url) if text)


def _of_components(components: Sequence[Component]) -> Iterator[str]:
    """Yield the texts of a layout, those in its containers and sections too; what stands on a button says nothing."""
    for one in components:
        if isinstance(one, discord.TextDisplay):
            yield one.content
        yield from _of_components(getattr(one, "children", ()))


def _of_poll(poll: discord.Poll | None) -> list[str]:
    return [poll.question, *(answer.text for answer in poll.answers)] if poll else []
