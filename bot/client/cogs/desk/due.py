"""The facts that are due: a page of them, and *Still true*, which writes that an editor has checked one today."""

from __future__ import annotations

import discord

from bot.client.bot import Interaction
from bot.client.checks import audit
from bot.client.cogs.desk.announcements import review
from bot.client.cogs.desk.buttons import due_view
from bot.client.cogs.desk.publishing import publish_kept
from bot.desk.drafts import MOST, Kept
from bot.desk.due import checked_on, page_of
from bot.newsroom.confirming import Confirmed, confirm, due, shown_as
from bot.newsroom.publishing import key_of
from bot.wording import due as words
from bot.wording import publishing as publishing_words
from knowledge.errors import FactBaseError
from knowledge.model import Fact


async def show_due(interaction: Interaction, number: int = 1, first: str = "") -> None:
    """Show a page of what is due; the interaction has been deferred."""
    page = page_of(await due(interaction.client.newsroom, interaction.created_at), number)
    view = due_view(page) if page.due else discord.utils.MISSING
    await interaction.followup.send(words.page_in_words(page, first), view=view, ephemeral=True, suppress_embeds=True)


async def turn_page(interaction: Interaction, number: int) -> None:
    """Show another page in the place of one; the interaction has been deferred."""
    page = page_of(await due(interaction.client.newsroom, interaction.created_at), number)
    await interaction.edit_original_response(content=words.page_in_words(page), view=due_view(page))


async def still_true(interaction: Interaction, key: str) -> None:
    """Write that the fact which a key stands for was checked today, or note the first of two yeses to that."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    newsroom = interaction.client.newsroom
    fact = shown_as(newsroom, key)
    if fact is None:
        await show_due(interaction, first=words.STALE)
        return
    try:
        if newsroom.config.sign_off > 1 and fact.as_of < interaction.created_at.date():
            await _as_one_of_two(interaction, fact)
            return
        confirmed = await confirm(newsroom, key, str(interaction.user), interaction.created_at)
    except FactBaseError as error:
        audit(interaction, f"still true of {fact.id} refused for {len(error.problems)} problems")
        await interaction.followup.send(words.not_confirmed(error), ephemeral=True)
        return
    if confirmed is None:
        await show_due(interaction, first=words.STALE)
        return
    await _confirmed(interaction, confirmed)


async def _confirmed(interaction: Interaction, confirmed: Confirmed) -> None:
    newsroom = interaction.client.newsroom
    if not confirmed.is_written:
        # Nothing in the fact tells that somebody has looked at what readers say.
        await newsroom.desk.flags.settle(confirmed.now.id)
    audit(interaction, f"said of {confirmed.now.id} that it is still true")
    text = words.confirmed_in_words(confirmed, str(interaction.user))
    await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)

    async def show(text: str, view: discord.ui.View) -> None:
        await interaction.followup.send(text, view=view, ephemeral=True, suppress_embeds=True)

    await review(newsroom, interaction.created_at, show)


async def _as_one_of_two(interaction: Interaction, fact: Fact) -> None:
    """Keep that a fact is still true as a draft that wants two yeses, and say this editor's to it."""
    newsroom, now = interaction.client.newsroom, interaction.created_at
    draft = checked_on(fact, newsroom.matcher.base, now.date())
    # What would be refused is no draft to keep.
    key = await key_of(newsroom, draft, (str(interaction.user),))
    if newsroom.fact(fact.id) != fact:
        # It was changed while that was tried: the key would stand for taking the change back.
        await show_due(interaction, first=words.STALE)
        return
    same = [one for one in await newsroom.desk.drafts.newest(MOST) if one.draft == draft]
    # What another editor has signed wants this yes; one's own waits for another's.
    kept: Kept | None = next((one for one in same if _is_anothers(interaction, one)), same[0] if same else None)
    kept = kept or await newsroom.desk.drafts.add(draft, interaction.user.id, now)
    if kept is None:
        await interaction.followup.send(publishing_words.TOO_MANY_DRAFTS, ephemeral=True)
        return
    await publish_kept(interaction, kept, key)


def _is_anothers(interaction: Interaction, kept: Kept) -> bool:
    drafts = interaction.client.newsroom.desk.drafts
    return kept.signature is not None and not drafts.is_by(kept.signature, interaction.user.id)
