"""The desk's buttons and menus: what each does stands in its id, so all go on working after a restart.

Whoever presses one is checked anew, then ``bot.desk_actions`` has what is done, put there by the cog of the desk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot.client.bot import Interaction
from bot.client.checks import is_editor
from bot.client.errors import NoSuchButtonError, told
from bot.desk.drafting import MOST_SOURCES
from bot.desk.drafts import Kept
from bot.desk.due import DuePage
from bot.desk.outdated import Outdated
from bot.desk.queue import PAGE, Page
from bot.desk.saving import UNANSWERED
from bot.limits import MENU_OPTION
from bot.text import shortened
from bot.wording import labels
from bot.wording.standing import SHOWN
from knowledge.model import Fact

_LABELS = {"undo": labels.UNDO, "reopen": labels.REOPEN, "confirm": labels.CONFIRM, "drop": labels.DROP,
           "publish": labels.PUBLISH, "release": labels.PUBLISH, "rewrite": labels.REWRITE, "details": labels.DETAILS,
           "sides": labels.SIDES, "access": labels.ACCESS, "source": labels.SOURCE,
           "discard": labels.DISCARD, "look": labels.LOOK, "sheet": labels.LOOK}  # fmt: skip
_STYLES = {"withdraw": discord.ButtonStyle.danger} | dict.fromkeys(
    ("teach", "confirm", "correct", "publish", "release", "still"), discord.ButtonStyle.primary
)


class DeskButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"desk:(?P<action>[a-z]{1,10}):(?P<value>[a-z0-9:-]{1,82})"
):
    """A button for editors; ``value`` is the number of a question, lesson or draft, an offer, a page of the queue."""

    def __init__(self, action: str, value: str, label: str = "", row: int | None = None) -> None:
        self.action = action
        self.value = value
        style = _STYLES.get(action, discord.ButtonStyle.secondary)
        shown = label or _LABELS.get(action, labels.UNSEEN)
        super().__init__(discord.ui.Button(label=shown, style=style, custom_id=f"desk:{action}:{value}", row=row))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> DeskButton:
        """Return the button that a click on an old message means."""
        return cls(match["action"], match["value"])

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Do what the button says, if its presser may."""
        async with told(interaction):
            if not await is_editor(interaction, f"button {self.action}"):
                return
            action = interaction.client.desk_actions.get(self.action)
            if action is None:
                raise NoSuchButtonError
            await action(interaction, self.value)


class FactMenu(discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"deskfact:(?P<number>\d{1,18})"):
    """The facts that a question may be taught as a phrasing of."""

    def __init__(self, number: int, facts: tuple[Fact, ...] = ()) -> None:
        self.number = number
        options = [discord.SelectOption(label=shortened(fact.question, MENU_OPTION), value=fact.id) for fact in facts]
        menu: discord.ui.Select[Any] = discord.ui.Select(
            placeholder=labels.WHICH_FACT, custom_id=f"deskfact:{number}", options=options
        )
        super().__init__(menu)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> FactMenu:
        """Return the menu that a choice in an old message means."""
        return cls(int(match["number"]))

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Teach what was chosen, if its chooser may."""
        async with told(interaction):
            if not await is_editor(interaction, "menu teach"):
                return
            # A menu rebuilt after a restart knows nothing of what was chosen; the interaction does.
            data: dict[str, Any] = dict(interaction.data or {})
            chosen = data.get("values") or []
            if len(chosen) != 1:
                raise NoSuchButtonError
            await interaction.client.desk_actions["choose"](interaction, f"{self.number}:{chosen[0]}")


def queue_view(page: Page, state: str) -> discord.ui.View:
    """Return the buttons below a page of the queue: a row for each question, and one to turn the page."""
    view = discord.ui.View(timeout=None)
    first = (page.number - 1) * PAGE + 1
    actions = ("teach", "draft", "dismiss") if state in UNANSWERED else ("reopen",)
    for row, waiting in enumerate(page.questions):
        for action in actions:
            view.add_item(DeskButton(action, str(waiting.number), labels.of_a_line(action, first + row), row))
    _add_turning(view, page, state)
    return view


def due_view(page: DuePage) -> discord.ui.View:
    """Return the buttons below a page of what is due: a row for each fact, and one to turn the page."""
    view = discord.ui.View(timeout=None)
    first = (page.number - 1) * PAGE + 1
    for row, one in enumerate(page.due):
        if one.may_stand:
            view.add_item(DeskButton("still", one.key, labels.of_a_line("still", first + row), row))
        view.add_item(DeskButton("edit", one.fact.id, labels.of_a_line("edit", first + row), row))
    _add_turning(view, page, "due")
    return view


def _add_turning(view: discord.ui.View, page: Page | DuePage, state: str) -> None:
    for label, number in ((labels.PREVIOUS, page.number - 1), (labels.NEXT, page.number + 1)):
        if 1 <= number <= page.pages:
            view.add_item(DeskButton("page", f"{state}:{number}", label, PAGE))


def outdated_view(outdated: Sequence[Outdated]) -> discord.ui.View:
    """Return the buttons that put right, withdraw or leave what is shown; each stands for that very change."""
    view = discord.ui.View(timeout=None)
    for row, one in enumerate(outdated[:SHOWN]):
        for action in ("correct" if one.fact else "withdraw", "leave"):
            view.add_item(DeskButton(action, one.offer, labels.of_a_line(action, row + 1), row))
    return view


def draft_view(kept: Kept, key: str = "") -> discord.ui.View:
    """Return the buttons below a preview: to publish it where it may be, to change each part, and to delete it."""
    view, number = discord.ui.View(timeout=None), str(kept.number)
    if key:
        view.add_item(DeskButton("release", f"{number}:{kept.revision}:{key}", row=0))
    for action in ("rewrite", "details", "sides", "discard"):
        view.add_item(DeskButton(action, number, row=0))
    for place in range(min(len(kept.draft.sources) + 1, MOST_SOURCES)):
        is_new = place == len(kept.draft.sources)
        label = "" if is_new else labels.of_a_line("source", place + 1)
        view.add_item(DeskButton("source", f"{number}:{place}", label, 1))
    view.add_item(DeskButton("access", number, row=1))
    return view


def drafts_view(drafts: Sequence[Kept]) -> discord.ui.View:
    """Return the buttons below a list of drafts: each leads to the preview of one."""
    view = discord.ui.View(timeout=None)
    for place, kept in enumerate(drafts):
        view.add_item(DeskButton("look", str(kept.number), labels.of_a_line("look", place + 1)))
    return view
