"""The desk's commands: the queue, teaching, corrections, spreadsheets. For editors alone."""

from __future__ import annotations

import re
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.autocomplete import OFFERED, Choices, Question, facts_near
from bot.client.bot import Action, FactBot, Interaction
from bot.client.checks import audit, holds, is_editor
from bot.client.cogs.desk.buttons import DeskButton, FactMenu, outdated_view, queue_view
from bot.client.cogs.desk.corrections import correct, leave, open_withdrawal
from bot.client.cogs.desk.exchange import export, import_file, publish_shown
from bot.client.cogs.desk.forms import open_dismissal, open_draft, submitted
from bot.client.cogs.desk.teaching import (
    confirm,
    drop,
    key_of,
    offer_facts,
    propose,
    teach_chosen,
    undo,
    untaught,
)
from bot.client.errors import LONGEST_NUMBER, number_of
from bot.client.responses import send_pages
from bot.desk.queue import Waiting
from bot.limits import CHOICE, MESSAGE
from bot.newsroom.permissions import may_edit
from bot.text import pages, shortened
from bot.wording import desk as words
from bot.wording.standing import standing_in_words

FORM = re.compile(r"deskform:(?=draft:\d{1,18}$|dismiss:\d{1,18}$|withdraw:[0-9a-f]{16}$)([a-z]+):(.+)")


@app_commands.default_permissions()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class DeskCog(commands.GroupCog, group_name="desk", group_description="Questions that wait, teaching, corrections"):
    """Commands for editors; every call is checked here."""

    def __init__(self, bot: FactBot) -> None:
        self.bot = bot
        self.newsroom = bot.newsroom
        self.desk = bot.newsroom.desk

    async def interaction_check(self, interaction: Interaction, /) -> bool:  # type: ignore[override]
        """Refuse everybody who is no editor; a list of choices is then simply empty."""
        command = interaction.command.qualified_name if interaction.command else "?"
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        return await is_editor(interaction, command)

    @app_commands.command()
    @app_commands.describe(state="Those that wait, those that only got suggestions, or those that were dismissed")
    async def queue(self, interaction: Interaction, state: Literal["open", "suggested", "dismissed"] = "open") -> None:
        """See the questions that nobody could answer, the most asked first."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        page = await self.desk.queue.page(1, state)
        view = queue_view(page, state)
        shown = view if view.children else discord.utils.MISSING
        await interaction.followup.send(words.page_in_words(page, state), view=shown, ephemeral=True)

    @app_commands.command(name="teach")
    @app_commands.describe(
        question="A question that waits, or any wording", fact="The fact that answers it", wording="Put it this way"
    )
    async def teach_(
        self, interaction: Interaction, question: Question, fact: Question, wording: Question | None = None
    ) -> None:
        """Make a question a phrasing of a fact."""
        number = int(question) if question.isdecimal() and len(question) <= LONGEST_NUMBER else None
        await propose(interaction, number, wording or (None if number else question), fact)

    @teach_.autocomplete("question")
    async def complete_question(self, interaction: Interaction, current: str) -> Choices:
        """Offer the questions that wait."""
        if not holds(interaction, may_edit):
            return []
        return [_choice(waiting) for waiting in await self.desk.queue.search(current, OFFERED)]

    @teach_.autocomplete("fact")
    async def complete_fact(self, interaction: Interaction, current: str) -> Choices:
        """Offer facts by their questions; the id is what comes back."""
        return facts_near(self.newsroom.matcher, current)

    @app_commands.command()
    async def learned(self, interaction: Interaction) -> None:
        """See what the bot has been taught, and by whom."""
        await send_pages(interaction, words.lessons_in_words(self.newsroom.matcher.base.lessons))

    @app_commands.command()
    @app_commands.describe(phrasing="What the bot has been taught")
    async def unlearn(self, interaction: Interaction, phrasing: Question) -> None:
        """Take back something that the bot has been taught."""
        lessons = self.newsroom.matcher.base.lessons
        lesson = next((one for one in lessons if phrasing in (one.phrasing, key_of(one))), None)
        if lesson is None:
            await interaction.response.send_message(words.CHOOSE_PHRASING, ephemeral=True)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await untaught(interaction, lesson.fact, lesson.phrasing)

    @unlearn.autocomplete("phrasing")
    async def complete_phrasing(self, interaction: Interaction, current: str) -> Choices:
        """Offer what has been taught."""
        if not holds(interaction, may_edit):
            return []
        lessons = self.newsroom.matcher.base.lessons[::-1]
        fitting = [one for one in lessons if current.lower() in one.phrasing.lower()][:OFFERED]
        return [app_commands.Choice(name=shortened(one.phrasing, CHOICE), value=key_of(one)) for one in fitting]

    @app_commands.command()
    async def corrections(self, interaction: Interaction) -> None:
        """See which published answers have changed, and what is being put right."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        running = await self.desk.corrections.running()
        found = await self.newsroom.standing(interaction.created_at)
        going = [words.run_in_words(run, _question(self.bot, run.fact)) for run in running]
        first, *more = pages("\n".join([standing_in_words(found), *going]), MESSAGE)
        view = outdated_view(found.outdated) if found.outdated else discord.utils.MISSING
        await interaction.followup.send(first, view=view, ephemeral=True, suppress_embeds=True)
        for page in more:
            await interaction.followup.send(page, ephemeral=True, suppress_embeds=True)

    @app_commands.command(name="import")
    @app_commands.describe(
        file="An .xlsx file, or a .csv file of one sheet", whole="Remove what was imported before and is not in it"
    )
    async def import_(
        self,
        interaction: Interaction,
        file: discord.Attachment,
        whole: bool = False,  # noqa: FBT001, FBT002  Discord passes options by name
    ) -> None:
        """See what a spreadsheet would do to the facts, then publish it."""
        await import_file(interaction, file, whole=whole)

    @app_commands.command(name="export")
    async def export_(self, interaction: Interaction) -> None:
        """Get the facts as a spreadsheet, to change and import again."""
        await export(interaction)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take in the desk's forms, those from before a restart as well."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: dict[str, Any] = dict(interaction.data or {})
        form = FORM.fullmatch(str(data.get("custom_id", "")))
        if form is not None:
            await submitted(interaction, form[1], form[2], data)


async def _turn_page(interaction: Interaction, value: str) -> None:
    state, _, number = value.partition(":")
    await interaction.response.defer()
    page = await interaction.client.newsroom.desk.queue.page(number_of(number), state)
    await interaction.edit_original_response(content=words.page_in_words(page, state), view=queue_view(page, state))


async def _reopen(interaction: Interaction, value: str) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    waiting = await interaction.client.newsroom.desk.queue.reopen(number_of(value))
    audit(interaction, f"reopened question {value}" if waiting else f"reopen of {value}: it waits already or is gone")
    text = words.reopened_in_words(waiting) if waiting else words.NOT_DISMISSED
    await interaction.followup.send(text, ephemeral=True)


def _choice(waiting: Waiting) -> app_commands.Choice[str]:
    return app_commands.Choice(name=shortened(waiting.text, CHOICE), value=str(waiting.number))


def _question(bot: FactBot, fact: str) -> str:
    found = bot.newsroom.fact(fact)
    return found.question if found else fact


_ACTIONS: dict[str, Action] = {
    "page": _turn_page,
    "teach": offer_facts,
    "choose": teach_chosen,
    "confirm": confirm,
    "drop": drop,
    "undo": undo,
    "draft": open_draft,
    "dismiss": open_dismissal,
    "reopen": _reopen,
    "correct": correct,
    "leave": leave,
    "withdraw": open_withdrawal,
    "publish": publish_shown,
}


async def setup(bot: FactBot) -> None:
    """Add the cog and its buttons."""
    bot.add_dynamic_items(DeskButton, FactMenu)
    bot.desk_actions = _ACTIONS
    await bot.add_cog(DeskCog(bot))
