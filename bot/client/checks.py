"""Who may: asked at every command, button, menu and form; and the audit line that each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.client.bot import Interaction
from bot.config import Config
from bot.newsroom.permissions import Caller, may_administer, may_edit
from bot.wording.about import wait_in_words
from bot.wording.notices import NO_ADMIN, NO_EDITOR

Allows = Callable[[Caller, Config, Collection[int]], bool]


async def is_admin(interaction: Interaction, action: str) -> bool:
    """Whether the caller may administer the facts; whoever may not is told so."""
    return await _may(interaction, action, may_administer, NO_ADMIN)


async def is_editor(interaction: Interaction, action: str) -> bool:
    """Whether the caller may work at the desk; whoever may not is told so."""
    return await _may(interaction, action, may_edit, NO_EDITOR)


async def must_wait(interaction: Interaction) -> bool:
    """Count a question, whichever way it was asked; whoever has asked too much in a minute is told so, alone."""
    wait = interaction.client.newsroom.cooldown.wait(interaction.user.id, interaction.created_at)
    if wait is not None:
        await interaction.response.send_message(wait_in_words(wait.time), ephemeral=True)
    return wait is not None


def audit(interaction: Interaction, what: str) -> None:
    """Write the one line that every action of an editor or admin leaves: by name and mark, for no id stays in a log."""
    bot, user = interaction.client, interaction.user
    mark = bot.newsroom.desk.mark(user.id)
    bot.log.info("audit: %s, by %s (person %s) in guild %s", what, user, mark, interaction.guild_id)


def holds(interaction: Interaction, allows: Allows) -> bool:
    """Whether the caller may, as the roles are at this moment."""
    bot = interaction.client
    roles = frozenset(role.id for role in getattr(interaction.user, "roles", ()))
    return allows(Caller(interaction.user.id, roles), bot.newsroom.config, bot.owners)


async def _may(interaction: Interaction, action: str, allows: Allows, refusal: str) -> bool:
    if holds(interaction, allows):
        return True
    # Somebody who has no right here is no public figure: the mark tells one from another and names nobody.
    bot = interaction.client
    mark = bot.newsroom.desk.mark(interaction.user.id)
    bot.log.info("audit: %s refused, person %s in guild %s", action, mark, interaction.guild_id)
    await interaction.response.send_message(refusal, ephemeral=True)
    return False
