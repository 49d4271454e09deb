"""``/timeline``: what happened when, about one or two names or topics, to whoever asks alone.

What others could read would have to be put right when a fact changes, as replies are.
"""

from __future__ import annotations

import asyncio
import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.charts.apart import Artist
from bot.client.autocomplete import OFFERED, Choices, Day
from bot.client.bot import FactBot, Interaction
from bot.client.checks import must_wait
from bot.client.responses import send_pages
from bot.limits import CHOICE
from bot.newsroom.timeline import Subject, subject_named, subjects_near, timeline_of
from bot.newsroom.written_days import DayError, Period, period_between
from bot.text import quoted, shortened
from bot.wording import timeline as words
from knowledge.decision.matcher import Matcher

# Characters: of a name or a topic, as long as a choice's value may be.
Name = app_commands.Range[str, 1, CHOICE]
# How many are named to whoever asked for something else.
NEAR = 8


class _RefusedError(Exception):
    """What was asked for can't be shown; the message says why."""


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Timelines(commands.Cog):
    """For everybody."""

    def __init__(self, bot: FactBot) -> None:
        self.newsroom = bot.newsroom
        self.artist = Artist()

    async def cog_unload(self) -> None:
        """End what draws."""
        await self.artist.close()

    @app_commands.command()
    @app_commands.describe(
        about="A name or a topic, from the list",
        together_with="Another one: only what concerns both",
        from_="The first day: 2016, 2016-03 or 2016-03-01",
        until="The last day, written alike",
        dark="Draw it for the dark theme",
    )
    @app_commands.rename(from_="from")
    async def timeline(  # noqa: PLR0913  Discord passes options by name
        self,
        interaction: Interaction,
        about: Name,
        together_with: Name | None = None,
        from_: Day = "",
        until: Day = "",
        dark: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """See what happened when."""
        if await must_wait(interaction):
            return
        matcher = self.newsroom.matcher
        try:
            subjects = tuple(_subject(matcher, name) for name in dict.fromkeys(filter(None, (about, together_with))))
            period = _period(from_, until)
        except _RefusedError as refused:
            await interaction.response.send_message(str(refused), ephemeral=True)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await asyncio.to_thread(timeline_of, matcher, subjects, period)
        await send_pages(interaction, words.timeline_in_words(found, matcher, interaction.created_at.date()))
        charts = words.charts_of(found, matcher, is_dark=dark)
        if not charts:
            return
        # The text is there at once; the pictures follow it when they are drawn.
        pictures = await self.artist.draw("timeline", charts)
        if not pictures:
            await interaction.followup.send(words.NOT_DRAWN, ephemeral=True)
            return
        files = [
            discord.File(io.BytesIO(picture), f"{words.FILE}-{number}.png", description=words.alt_text(chart))
            for number, (picture, chart) in enumerate(zip(pictures, charts, strict=True), 1)
        ]
        await interaction.followup.send(files=files, ephemeral=True)

    @timeline.autocomplete("about")
    async def complete_about(self, interaction: Interaction, current: str) -> Choices:
        """Offer names and topics, those with the most facts first; a picture will soon be wanted."""
        await self.artist.warm()
        return self._choices(current)

    @timeline.autocomplete("together_with")
    async def complete_together_with(self, interaction: Interaction, current: str) -> Choices:
        """Offer the same for the other one."""
        return self._choices(current)

    def _choices(self, typed: str) -> Choices:
        near = subjects_near(self.newsroom.matcher, typed, OFFERED)
        return [app_commands.Choice(name=shortened(words.subject_in_words(one), CHOICE), value=one.key) for one in near]


def _subject(matcher: Matcher, name: str) -> Subject:
    found = subject_named(matcher, name)
    if found is None:
        near = subjects_near(matcher, name, NEAR) or subjects_near(matcher, "", NEAR)
        raise _RefusedError(words.unknown_subject(quoted(name, CHOICE), near))
    return found


def _period(first: str, last: str) -> Period:
    try:
        return period_between(first, last)
    except DayError as error:
        raise _RefusedError(words.day_refused(error)) from None


async def setup(bot: FactBot) -> None:
    """Add the cog."""
    await bot.add_cog(Timelines(bot))
