"""The desk's buttons, menus and forms: what each does stands in its id, so all go on working after a restart.

Whoever presses one is checked anew. A form that was opened before a restart is understood after it too, since what was
typed is read from the interaction itself.
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.cogs.checks import audit, is_editor
from bot.desk import words
from bot.desk.drafting import Draft, stub_of
from bot.faults import told
from bot.rendering import MESSAGE
from bot.store.opening import StoreError
from bot.wording import STATUS_WORDS, on_one_line, quoted, shortened, without_mentions
from knowledge.teaching import TeachingError

if TYPE_CHECKING:
    from bot.desk.corrections import Outdated
    from bot.desk.queue import Page, Waiting
    from knowledge.model import Fact, Lesson

CHOICES, CHOICE, OFFERED = 25, 100, 4
LONGEST_NOTE = 300
FORM_SECONDS = 2.0
PREVIEW = MESSAGE - 700
_LABELS = {"undo": "Undo", "reopen": "Put it back", "page": "…"}
_STYLES = {"teach": discord.ButtonStyle.primary, "correct": discord.ButtonStyle.primary}

Interaction = discord.Interaction[Any]


class DeskButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"desk:(?P<action>[a-z]{1,10}):(?P<value>[a-z0-9:-]{1,82})"
):
    """A button for editors; ``value`` is the number of a question, the id of a fact, or a page of the queue."""

    def __init__(self, action: str, value: str, label: str = "", row: int | None = None) -> None:
        self.action = action
        self.value = value
        style = _STYLES.get(action, discord.ButtonStyle.secondary)
        shown = label or _LABELS.get(action, "…")
        super().__init__(discord.ui.Button(label=shown, style=style, custom_id=f"desk:{action}:{value}", row=row))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> DeskButton:
        """Return the button that a click on an old message means."""
        return cls(match["action"], match["value"])

    async def callback(self, interaction: Interaction) -> None:
        """Do what the button says, if its presser may."""
        async with told(interaction):
            if self.action in _ACTIONS and await is_editor(interaction, f"button {self.action}"):
                await _ACTIONS[self.action](interaction, self.value)


class FactMenu(discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"deskfact:(?P<number>\d{1,18})"):
    """The facts that a question may be taught as a phrasing of."""

    def __init__(self, number: int, facts: tuple[Fact, ...] = ()) -> None:
        self.number = number
        options = [discord.SelectOption(label=shortened(fact.question, CHOICE), value=fact.id) for fact in facts]
        menu: discord.ui.Select[Any] = discord.ui.Select(
            placeholder="Which fact answers it?", custom_id=f"deskfact:{number}", options=options
        )
        super().__init__(menu)

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> FactMenu:
        """Return the menu that a choice in an old message means."""
        return cls(int(match["number"]))

    async def callback(self, interaction: Interaction) -> None:
        """Teach what was chosen, if its chooser may."""
        async with told(interaction):
            if not await is_editor(interaction, "menu teach"):
                return
            # A menu rebuilt after a restart knows nothing of what was chosen; the interaction does.
            data: dict[str, Any] = dict(interaction.data or {})
            await teach(interaction, self.number, None, data["values"][0])


def queue_view(page: Page, state: str) -> discord.ui.View:
    """Return the buttons below a page of the queue: a row for each question, and one to turn the page."""
    view = discord.ui.View(timeout=None)
    first = (page.number - 1) * OFFERED + 1
    actions = ("teach", "draft", "dismiss") if state == "open" else ("reopen",)
    for row, waiting in enumerate(page.questions):
        for action in actions:
            name = "Put back" if action == "reopen" else action.capitalize()
            view.add_item(DeskButton(action, str(waiting.number), f"{name} {first + row}", row))
    for label, number in (("◀ Previous", page.number - 1), ("Next ▶", page.number + 1)):
        if 1 <= number <= page.pages:
            view.add_item(DeskButton("page", f"{state}:{number}", label, OFFERED))
    return view


def outdated_view(outdated: tuple[Outdated, ...]) -> discord.ui.View:
    """Return the buttons that put right, or leave, each answer that has changed."""
    view = discord.ui.View(timeout=None)
    for row, one in enumerate(outdated[: OFFERED + 1]):
        view.add_item(DeskButton("correct", one.fact.id, f"Correct {row + 1}", row))
        view.add_item(DeskButton("leave", one.fact.id, f"Leave {row + 1}", row))
    return view


async def teach(interaction: Interaction, number: int | None, wording: str | None, fact: str) -> None:
    """Teach a wording, or that of the question with a number, and say what came of it."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    newsroom = interaction.client.newsroom
    waiting = None if number is None else await newsroom.desk.queue.get(number)
    phrasing = without_mentions(on_one_line(wording or (waiting.text if waiting else "")))
    value = newsroom.fact(fact)
    if value is None or not phrasing:
        await interaction.followup.send("Choose a fact and a question from the lists.", ephemeral=True)
        return
    try:
        lesson = await newsroom.teach(value, phrasing, str(interaction.user), interaction.created_at)
    except TeachingError as error:
        audit(interaction, f"teach refused for {fact}")
        await interaction.followup.send(words.refused_in_words(error, value, newsroom.matcher), ephemeral=True)
        return
    audit(interaction, f"taught a phrasing of {fact}")
    await _told_of_lesson(interaction, lesson, value, number if waiting else None)


async def _told_of_lesson(interaction: Interaction, lesson: Lesson, fact: Fact, number: int | None) -> None:
    """Close the question that was taught, and tell the editor; what was taught stays taught in any case."""
    newsroom = interaction.client.newsroom
    view = discord.utils.MISSING
    text = words.taught_in_words(lesson, fact)
    try:
        if number is not None and await newsroom.desk.queue.taught(number, fact.id, lesson.phrasing):
            view = discord.ui.View(timeout=None).add_item(DeskButton("undo", str(number)))
    except StoreError:
        text = f"{text}\n{words.TAUGHT_UNNOTED}"
    await newsroom.follow_up(interaction.created_at)
    await interaction.followup.send(text, view=view, ephemeral=True)


async def submitted(interaction: Interaction, action: str, value: str, typed: dict[str, str]) -> None:
    """Take in a form."""
    async with told(interaction):
        if not await is_editor(interaction, f"form {action}"):
            return
        if action == "dismiss":
            await _dismissed(interaction, int(value), typed["note"])
        else:
            await _drafted(interaction, _draft_of(typed), int(value))


def _draft_of(typed: dict[str, str]) -> Draft:
    return Draft(typed["question"], typed["answer"], typed["status"], typed["source"])


async def _dismissed(interaction: Interaction, number: int, note: str) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    waiting = await interaction.client.newsroom.desk.queue.dismiss(number, note)
    if waiting is None:
        await interaction.followup.send(words.GONE, ephemeral=True)
        return
    audit(interaction, f"dismissed question {number}")
    text = f"Dismissed: {words.waiting_in_words(waiting)}\nReason: {quoted(note, LONGEST_NOTE)}"
    view = discord.ui.View(timeout=None).add_item(DeskButton("reopen", str(number)))
    await interaction.followup.send(text, view=view, ephemeral=True)


async def _drafted(interaction: Interaction, draft: Draft, number: int) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    newsroom = interaction.client.newsroom
    draft = replace(draft, phrasings=await newsroom.desk.queue.wordings(number))
    today = interaction.created_at.date()
    stub = await asyncio.to_thread(stub_of, draft, newsroom.matcher.base, newsroom.live.folder, today)
    audit(interaction, f"drafted {stub.name}: {len(stub.problems)} problems")
    if stub.problems:
        told = "\n".join(f"- {problem}" for problem in stub.problems)
        text = shortened(f"The loader would refuse this file:\n{told}\nMend it before it goes into the facts.", PREVIEW)
    else:
        text = "The loader takes this file. Put it into the folder of the facts, add phrasings, and reload."
    file = discord.File(io.BytesIO(stub.text.encode()), filename=stub.name)
    await interaction.followup.send(text, file=file, ephemeral=True)


async def _page(interaction: Interaction, value: str) -> None:
    state, _, number = value.partition(":")
    await interaction.response.defer()
    page = await interaction.client.newsroom.desk.queue.page(int(number), state)
    await interaction.edit_original_response(content=words.page_in_words(page, state), view=queue_view(page, state))


async def _waiting(interaction: Interaction, value: str) -> Waiting | None:
    """Return the open question with a number; tell the editor where there is none any more.

    A form can't be put off, so the store has less time than Discord gives the bot.
    """
    try:
        async with asyncio.timeout(FORM_SECONDS):
            waiting: Waiting | None = await interaction.client.newsroom.desk.queue.get(int(value))
    except TimeoutError:
        raise StoreError("it takes too long to answer") from None
    if waiting is None or waiting.state != "open":
        await interaction.response.send_message(words.GONE, ephemeral=True)
        return None
    return waiting


async def _teach(interaction: Interaction, value: str) -> None:
    waiting = await _waiting(interaction, value)
    if waiting is None:
        return
    matcher = interaction.client.newsroom.matcher
    nearest = (*matcher.strongest(waiting.text, CHOICES), *matcher.near(waiting.text, CHOICES), *matcher.base.facts)
    others = [fact for fact in dict.fromkeys(nearest) if fact.id != waiting.fact]
    menu = discord.ui.View(timeout=None).add_item(FactMenu(waiting.number, tuple(others[:CHOICES])))
    text = (
        f"Which fact answers {words.waiting_in_words(waiting)}? The nearest are below; "
        f"/desk teach finds any other as you type."
    )
    await interaction.response.send_message(text, view=menu, ephemeral=True)


async def _draft(interaction: Interaction, value: str) -> None:
    waiting = await _waiting(interaction, value)
    if waiting is None:
        return
    statuses = [discord.SelectOption(label=label, value=status, default=status == "reported")
                for status, label in STATUS_WORDS.items()]  # fmt: skip
    long = discord.TextStyle.paragraph
    fields: tuple[tuple[str, str, discord.ui.Item[Any]], ...] = (
        ("Question", "As a reader would ask it in full",
         discord.ui.TextInput(custom_id="question", default=waiting.text[:500], max_length=500)),
        ("Answer", "In your own words, complete in itself",
         discord.ui.TextInput(custom_id="answer", style=long, max_length=1500)),
        ("Status", "How sure it is", discord.ui.Select(custom_id="status", options=statuses)),
        ("Source", "The id of a source, or: publisher; title; date; address",
         discord.ui.TextInput(custom_id="source", style=long, max_length=500)),
    )  # fmt: skip
    form = discord.ui.Modal(title="Draft a fact", custom_id=f"deskform:draft:{value}")
    for text, description, component in fields:
        form.add_item(discord.ui.Label(text=text, description=description, component=component))
    await interaction.response.send_modal(form)


async def _dismiss(interaction: Interaction, value: str) -> None:
    if await _waiting(interaction, value) is None:
        return
    form = discord.ui.Modal(title="Dismiss a question", custom_id=f"deskform:dismiss:{value}")
    why: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id="note", max_length=LONGEST_NOTE)
    form.add_item(discord.ui.Label(text="Why?", description="For your colleagues; nobody else sees it", component=why))
    await interaction.response.send_modal(form)


async def _reopen(interaction: Interaction, value: str) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    waiting = await interaction.client.newsroom.desk.queue.reopen(int(value))
    audit(interaction, f"reopened question {value}" if waiting else f"reopen of {value}: it waits already or is gone")
    text = f"Back in the queue: {words.waiting_in_words(waiting)}" if waiting else words.NOT_DISMISSED
    await interaction.followup.send(text, ephemeral=True)


async def _undo(interaction: Interaction, value: str) -> None:
    newsroom = interaction.client.newsroom
    await interaction.response.defer(ephemeral=True, thinking=True)
    waiting = await newsroom.desk.queue.get(int(value))
    if waiting is None or waiting.state != "taught" or not waiting.fact or not waiting.note:
        await interaction.followup.send("That has been undone already.", ephemeral=True)
        return
    await untaught(interaction, waiting.fact, waiting.note)


async def untaught(interaction: Interaction, fact: str, phrasing: str) -> None:
    """Take back what was taught, put its question back, and say so; the interaction has been deferred."""
    newsroom = interaction.client.newsroom
    try:
        lesson = await newsroom.unteach(fact, phrasing, str(interaction.user), interaction.created_at)
    except TeachingError as error:
        await interaction.followup.send(f"Nothing was changed: {error}.", ephemeral=True)
        return
    audit(interaction, f"took back a phrasing of {fact}")
    text = f"Taken back: “{quoted(lesson.phrasing, words.QUESTION)}” is no longer a phrasing of `{fact}`."
    try:
        if await newsroom.desk.queue.untaught(fact, phrasing):
            text += " The question waits again."
    except StoreError:
        text = f"{text}\n{words.TAUGHT_UNNOTED}"
    await interaction.followup.send(text, ephemeral=True)


async def _correct(interaction: Interaction, value: str) -> None:
    newsroom = interaction.client.newsroom
    await interaction.response.defer(ephemeral=True, thinking=True)
    one = await _outdated(interaction, value)
    channels = newsroom.config.correction_channels
    run = one and await newsroom.desk.corrections.begin(one, interaction.user.id, channels, interaction.created_at)
    if one is None or run is None:
        await interaction.followup.send("That is being put right already, or nothing is left to do.", ephemeral=True)
        return
    audit(interaction, f"correction {run} of {value} begun: {one.replies} replies, {one.watchers} people")
    newsroom.desk.deliverer.wake()
    where = f"in <#{newsroom.config.desk_channel}>" if newsroom.config.desk_channel else "in a direct message"
    text = f"Putting it right, message by message. How far it has come, and the report, come {where}."
    await interaction.followup.send(text, ephemeral=True)


async def _leave(interaction: Interaction, value: str) -> None:
    newsroom = interaction.client.newsroom
    await interaction.response.defer(ephemeral=True, thinking=True)
    one = await _outdated(interaction, value)
    if one is not None:
        await newsroom.desk.corrections.leave(one, interaction.created_at)
        audit(interaction, f"replies of {value} left as they are")
    await interaction.followup.send("The earlier replies stay as they are.", ephemeral=True)


async def _outdated(interaction: Interaction, fact: str) -> Outdated | None:
    newsroom = interaction.client.newsroom
    outdated = await newsroom.desk.corrections.outdated(newsroom.matcher.base, interaction.created_at)
    return next((one for one in outdated if one.fact.id == fact), None)


_ACTIONS: dict[str, Callable[[Interaction, str], Awaitable[None]]] = {
    "page": _page,
    "teach": _teach,
    "draft": _draft,
    "dismiss": _dismiss,
    "reopen": _reopen,
    "undo": _undo,
    "correct": _correct,
    "leave": _leave,
}
