"""Help with the wording: what might be added to a fact, for an editor to tick; nothing is taught before a yes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

import discord

from bot.client.bot import Interaction
from bot.client.checks import audit, is_editor
from bot.client.cogs.desk.teaching import show_lessons
from bot.client.errors import told
from bot.client.responses import send_text
from bot.limits import MENU_OPTION, MENU_OPTIONS
from bot.newsroom.advising import proposals_for
from bot.newsroom.noting import named_in_log
from bot.text import on_one_line, shortened, without_mentions
from bot.wording import proposing as words
from knowledge.model import Fact

# One option for each; its value is the kind and the text itself, so that a choice counts after a restart.
_VALUE = re.compile(r"(wording|not|name|office):(.+)", re.DOTALL)
_FILE = "lines.yaml"


class WordingMenu(
    discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"deskwording:(?P<fact>[a-z0-9][a-z0-9-]{0,79})"
):
    """What is proposed for a fact; as many as an editor wants are ticked."""

    def __init__(self, fact: str, proposed: Iterable[tuple[words.Kind, str]] = ()) -> None:
        self.fact = fact
        fitting = [(kind, text) for kind, text in proposed if len(f"{kind}:{text}") <= MENU_OPTION][:MENU_OPTIONS]
        options = [
            discord.SelectOption(
                label=shortened(text, MENU_OPTION), value=f"{kind}:{text}", description=words.KINDS[kind]
            )
            for kind, text in fitting
        ]
        menu: discord.ui.Select[Any] = discord.ui.Select(
            placeholder=words.WHICH, custom_id=f"deskwording:{fact}", options=options, max_values=max(len(options), 1)
        )
        super().__init__(menu)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> WordingMenu:
        """Return the menu that a choice in an old message means."""
        return cls(match["fact"])

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Show what the ticked ones would be, if their chooser may."""
        async with told(interaction):
            if await is_editor(interaction, "menu wording"):
                # A menu rebuilt after a restart knows nothing of what was chosen; the interaction does.
                data: dict[str, Any] = dict(interaction.data or {})
                await _show_ticked(interaction, self.fact, list(_ticked(data.get("values") or [])))


async def offer_wordings(interaction: Interaction, fact: str) -> None:
    """Show what might be added to a fact, in a menu to tick in."""
    newsroom = interaction.client.newsroom
    await interaction.response.defer(ephemeral=True, thinking=True)
    value = newsroom.full.fact(fact)
    if value is None:
        await interaction.followup.send(words.NO_SUCH_FACT, ephemeral=True)
        return
    proposals = await proposals_for(newsroom, value)
    if not proposals:
        await interaction.followup.send(words.nothing_in_words(value), ephemeral=True)
        return
    menu = discord.ui.View(timeout=None).add_item(WordingMenu(value.id, words.options(proposals)))
    text = words.proposals_in_words(proposals)
    await interaction.followup.send(text, view=menu, ephemeral=True, suppress_embeds=True)


async def _show_ticked(interaction: Interaction, name: str, ticked: list[tuple[words.Kind, str]]) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    fact = interaction.client.newsroom.full.fact(name)
    if fact is None or not ticked:
        await interaction.followup.send(words.NO_SUCH_FACT if fact is None else words.NOTHING_TICKED, ephemeral=True)
        return
    audit(interaction, f"ticked {len(ticked)} proposals for {named_in_log(interaction.client.newsroom, fact.id)}")
    await _show_lines(interaction, fact, [(kind, text) for kind, text in ticked if kind != "wording"])
    if phrasings := [text for kind, text in ticked if kind == "wording"]:
        await show_lessons(interaction, fact, phrasings)


async def _show_lines(interaction: Interaction, fact: Fact, ticked: list[tuple[words.Kind, str]]) -> None:
    """Show what belongs into a file that the bot doesn't write."""
    place = interaction.client.newsroom.full.base.locations.get(fact.id)
    lines = "\n".join(words.yaml_lines(fact, place, ticked))
    if lines:
        await send_text(interaction, f"{words.FOR_THE_FILE}\n```yaml\n{lines}\n```", _FILE)


def _ticked(values: Iterable[object]) -> Iterator[tuple[words.Kind, str]]:
    """Yield what was chosen, each once; whatever is none of ours is passed over."""
    for value in dict.fromkeys(map(str, values)):
        found = _VALUE.fullmatch(value)
        text = without_mentions(on_one_line(found[2])).replace("`", "") if found else ""
        if found and text:
            yield cast("words.Kind", found[1]), text
