"""The desk's commands: the queue, teaching, publishing, corrections, spreadsheets. For editors alone."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.autocomplete import OFFERED, Choices, Question, facts_near
from bot.client.bot import FactBot, Interaction
from bot.client.checks import holds, is_editor
from bot.client.cogs.desk.actions import ACTIONS, FORM
from bot.client.cogs.desk.buttons import DeskButton, FactMenu, outdated_view, queue_view
from bot.client.cogs.desk.drafts import open_edit, open_new
from bot.client.cogs.desk.due import show_due
from bot.client.cogs.desk.exchange import export, import_file
from bot.client.cogs.desk.forms import submitted
from bot.client.cogs.desk.publishing import list_drafts
from bot.client.cogs.desk.statistics import show_account
from bot.client.cogs.desk.teaching import key_of, propose, untaught
from bot.client.cogs.desk.wording import WordingMenu, offer_wordings
from bot.client.errors import LONGEST_NUMBER
from bot.client.responses import send_pages
from bot.desk.accounts import MOST_WEEKS, WEEKS
from bot.desk.queue import Waiting
from bot.limits import CHOICE, MESSAGE
from bot.newsroom.confirming import due
from bot.newsroom.permissions import may_edit
from bot.text import pages, shortened
from bot.wording import desk as words
from bot.wording.standing import standing_in_words
from knowledge.decision.matcher import Matcher
from knowledge.service.expectations import expectation


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

    def _known_to(self, interaction: Interaction) -> Matcher:
        """Return what may be offered while somebody types, which nobody has refused yet."""
        return self.newsroom.full if holds(interaction, may_edit) else self.newsroom.matcher

    @app_commands.command()
    @app_commands.describe(state="Those that wait, only got suggestions, or were dismissed; or facts that are due")
    async def queue(
        self, interaction: Interaction, state: Literal["open", "suggested", "dismissed", "due"] = "open"
    ) -> None:
        """See the questions that nobody could answer, the most asked first; or the facts that are due."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        if state == "due":
            await show_due(interaction)
            return
        page = await self.desk.queue.page(1, state)
        waiting = await due(self.newsroom, interaction.created_at) if state == "open" else ()
        view = queue_view(page, state)
        shown = view if view.children else discord.utils.MISSING
        text = words.page_in_words(page, state, self.newsroom.questions, len(waiting))
        await interaction.followup.send(text, view=shown, ephemeral=True)

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
        return facts_near(self._known_to(interaction), current)

    @app_commands.command()
    @app_commands.describe(fact="The fact that wants other wordings")
    async def wording(self, interaction: Interaction, fact: Question) -> None:
        """See what might be added to a fact: wordings, not lines, names; tick what you want."""
        await offer_wordings(interaction, fact)

    @wording.autocomplete("fact")
    async def complete_wanting(self, interaction: Interaction, current: str) -> Choices:
        """Offer facts, those that want a wording most before anything is typed."""
        if current:
            return facts_near(self._known_to(interaction), current)
        wanting = expectation(self._known_to(interaction), self.newsroom.config.precision).wanting
        return [app_commands.Choice(name=shortened(one.question, CHOICE), value=one.id) for one in wanting]

    @app_commands.command()
    async def learned(self, interaction: Interaction) -> None:
        """See what the bot has been taught, and by whom."""
        base = self.newsroom.full.base
        questions = {fact.id: fact.question for fact in base.facts}
        await send_pages(interaction, words.lessons_in_words(base.lessons, questions))

    @app_commands.command()
    @app_commands.describe(phrasing="What the bot has been taught")
    async def unlearn(self, interaction: Interaction, phrasing: Question) -> None:
        """Take back something that the bot has been taught."""
        lessons = self.newsroom.full.base.lessons
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
        lessons = self.newsroom.full.base.lessons[::-1]
        fitting = [one for one in lessons if current.lower() in one.phrasing.lower()][:OFFERED]
        return [app_commands.Choice(name=shortened(one.phrasing, CHOICE), value=key_of(one)) for one in fitting]

    @app_commands.command()
    async def corrections(self, interaction: Interaction) -> None:
        """See which published answers have changed, and what is being put right."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        running = await self.desk.corrections.running()
        found = await self.newsroom.aftermath.standing(interaction.created_at)
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

    @app_commands.command()
    async def new(self, interaction: Interaction) -> None:
        """Write a fact, see it as readers will, and publish it."""
        await open_new(interaction)

    @app_commands.command()
    @app_commands.describe(fact="The fact to change")
    async def edit(self, interaction: Interaction, fact: Question) -> None:
        """Change a fact, see what differs, and publish it."""
        await open_edit(interaction, fact)

    @edit.autocomplete("fact")
    async def complete_edited(self, interaction: Interaction, current: str) -> Choices:
        """Offer facts by their questions; the id is what comes back."""
        return facts_near(self._known_to(interaction), current)

    @app_commands.command()
    async def drafts(self, interaction: Interaction) -> None:
        """See the facts that are being written, and those that wait for a second yes."""
        await list_drafts(interaction)

    @app_commands.command()
    @app_commands.describe(weeks="How many weeks, this one included; 12 unless you say otherwise")
    async def stats(self, interaction: Interaction, weeks: app_commands.Range[int, 1, MOST_WEEKS] = WEEKS) -> None:
        """See what was asked week by week, and what came of it."""
        await show_account(interaction, weeks)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take in the desk's forms, those from before a restart as well."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: dict[str, Any] = dict(interaction.data or {})
        form = FORM.fullmatch(str(data.get("custom_id", "")))
        if form is not None:
            await submitted(interaction, form[1], form[2], data)


def _choice(waiting: Waiting) -> app_commands.Choice[str]:
    return app_commands.Choice(name=shortened(waiting.text, CHOICE), value=str(waiting.number))


def _question(bot: FactBot, fact: str) -> str:
    found = bot.newsroom.full.fact(fact)
    return found.question if found else fact


async def setup(bot: FactBot) -> None:
    """Add the cog and its buttons."""
    bot.add_dynamic_items(DeskButton, FactMenu, WordingMenu)
    bot.desk_actions = ACTIONS
    await bot.add_cog(DeskCog(bot))
