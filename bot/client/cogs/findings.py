"""Checking a message against the reporting: by its menu, for the asker alone, who may then post what was found."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.bot import FactBot, Interaction
from bot.client.buttons import view_of
from bot.client.checks import must_wait
from bot.client.errors import NoSuchButtonError
from bot.client.message_text import text_of, text_replied_to
from bot.client.rendering.findings import claims_in, render_findings, render_posted
from bot.client.rendering.replies import ReplyButton, picks_in
from bot.client.responses import remember_shown, respond, thread_of
from bot.desk.records import content_of
from bot.wording.findings import POST_GONE, POST_REFUSED
from bot.wording.labels import MENU


class Findings(commands.Cog):
    """The menu of a message."""

    def __init__(self, bot: FactBot) -> None:
        self.bot = bot
        self.newsroom = bot.newsroom
        self.menu = app_commands.ContextMenu(
            name=MENU,
            callback=self.check_message,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def cog_load(self) -> None:
        """Add the message menu, which a cog cannot declare by itself."""
        self.bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        """Take the message menu away again."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    async def check_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Set a message beside the facts that bear on it, for the asker alone."""
        if await must_wait(interaction):
            return
        # A long text takes some seconds.
        await interaction.response.defer(ephemeral=True, thinking=True)
        texts = (text_of(message), text_replied_to(message, self.bot.user))
        findings = await self.newsroom.findings(texts)
        base, today = self.newsroom.matcher.base, interaction.created_at.date()
        reply = render_findings(findings, base, today, may_post=may_post(interaction))
        offered = [fact for button in reply.choices if (fact := self.newsroom.fact(button.fact))]
        self.newsroom.offered(offered, thread_of(interaction), interaction.created_at)
        await respond(interaction, reply, private=True)


def may_post(interaction: Interaction) -> bool:
    """Whether both who asks and the bot may write where they are, and the bot can come back to put it right."""
    if interaction.guild_id is None or interaction.client.get_guild(interaction.guild_id) is None:
        return False
    is_thread = isinstance(interaction.channel, discord.Thread)
    both = (interaction.permissions, interaction.app_permissions)
    return all(one.send_messages_in_threads if is_thread else one.send_messages for one in both)


async def post(interaction: Interaction, _: str) -> None:
    """Show others what a finding has: a message for each fact, as the facts are now, if its presser may still write."""
    message, newsroom = interaction.message, interaction.client.newsroom
    if message is None or message.author != interaction.client.user or not message.flags.ephemeral:
        raise NoSuchButtonError
    if not may_post(interaction):
        await interaction.response.send_message(POST_REFUSED, ephemeral=True)
        return
    claims, picks = claims_in(message.content), list(picks_in(message))
    numbered = [
        (claims[at], fact) for at, name in enumerate(picks, 1) if at in claims and (fact := newsroom.fact(name))
    ]
    if not numbered:
        await interaction.response.send_message(POST_GONE, ephemeral=True)
        return
    # Whoever presses twice in a hurry posts it once.
    kept = [ReplyButton("pick", name, str(at)) for at, name in enumerate(picks, 1)]
    await interaction.response.edit_message(view=view_of(kept))
    for claim, fact in numbered:
        found = await newsroom.held_against(claim, fact)
        matcher, at = newsroom.matcher, interaction.created_at
        reply = render_posted(found, fact, matcher, at.date(), newsroom.config.site_url)
        sent = await respond(interaction, reply, private=False)
        remember_shown(newsroom, content_of(fact, matcher.base, at), sent)


async def setup(bot: FactBot) -> None:
    """Add the cog, and the button below what it shows."""
    await bot.add_cog(Findings(bot))
    bot.reply_actions = {**bot.reply_actions, "post": post}
