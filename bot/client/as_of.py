"""A question about a day in the past: what was said on it, and what had been published by then, to its asker alone.

It stands apart from the conversation, and from what is asked today: nothing of it is counted as said now.
"""

from __future__ import annotations

from bot.client.bot import Interaction
from bot.client.rendering.replies import shown_question
from bot.client.responses import send_pages
from bot.newsroom.as_of import as_of
from bot.newsroom.written_days import DayError, day_of
from bot.store.opening import StoreError
from bot.wording import history as words
from knowledge.decision.outcomes import Answer, Suggestions


async def answer_as_of(interaction: Interaction, question: str, written: str) -> None:
    """Say what was said of the fact that a question asks for, on a day as it was typed."""
    newsroom = interaction.client.newsroom
    zone = newsroom.config.time_zone
    try:
        day = day_of(written, interaction.created_at.astimezone(zone).date())
    except DayError as error:
        await interaction.response.send_message(words.day_refused(error), ephemeral=True)
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    matcher = newsroom.matcher
    outcome = await newsroom.by_itself(question)
    if isinstance(outcome, Answer):
        try:
            past = await newsroom.past(outcome.fact)
        except StoreError:
            await send_pages(interaction, words.DAY_UNREAD)
            return
        found = as_of(past, outcome.fact, matcher.base, day, zone)
        await send_pages(interaction, words.as_of_in_words(f"> {shown_question(question)}", found, zone))
        return
    offered = outcome.candidates if isinstance(outcome, Suggestions) else ()
    await send_pages(interaction, words.not_sure(one.fact.question for one in offered))
