"""The gallery: which pictures there are, by who sees them, and the page that shows them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from bot.config import Config
from bot.newsroom.newsroom import Newsroom
from drawing import admins, due, editors, readers, timelines
from drawing.scenes import PHONE
from drawing.shown import Scene
from drawing.town import lapsed_newsroom, newsroom_over, town_newsroom
from knowledge.loading.files import bundled_folder

Roles = Mapping[str, Sequence[Scene]]
_STORY = Config(subject="Michael Flynn and Russia", questions_per_minute=100)
_FACT, _MONTHS, _DAY = "example-lind-successor", ("March 2024", "April 2024"), date(2024, 3, 5)
_TOLL, _DOLLARS = "example-bridge-toll", ("4 dollars", "5 dollars")
_TIMELINE = (("Michael Flynn", "Sergey Kislyak"), ("2017-02-10", "2017-02"))
_HEAD = """# What people see

Replies, forms, previews, findings, timelines and the chart at a phone's width, in light and dark as your system is set.
They are what the bot's own code makes: `python docs/draw_pictures.py` draws all of them again. For whom:
[readers](#readers), [editors](#editors), [admins](#admins).
"""


async def scenes(folder: Path) -> Roles:
    """Return all pictures by role; ``folder`` is for what a newsroom keeps meanwhile."""
    (folder / "story").mkdir()
    async with newsroom_over(bundled_folder(), folder / "story", _STORY) as story:
        parts = (
            readers.replies(story),
            readers.greetings(story),
            readers.findings(story),
            timelines.timeline(story, *_TIMELINE),
        )
        told = [scene for part in parts async for scene in part]
        looked = [scene async for scene in admins.status(story)]
    async with town_newsroom(folder / "town") as town:
        told += [scene async for scene in readers.corrections(town, _FACT, _MONTHS, _DAY)]
        desk = [scene async for scene in _desk(town)]
    async with lapsed_newsroom(folder / "lapsed") as lapsed:
        told += [scene for part in (readers.cautions(lapsed), readers.commands(lapsed)) async for scene in part]
        parts = (due.due(lapsed), due.signed(lapsed), due.ticked(lapsed), due.sheets(lapsed))
        desk += [scene for part in parts async for scene in part]
        looked += [scene async for scene in admins.reloads(lapsed)]
        desk += [scene async for scene in due.withdrawal(lapsed)]
    return {"Readers": told, "Editors": desk, "Admins": looked}


async def _desk(town: Newsroom) -> AsyncIterator[Scene]:
    toll = town.fact(_TOLL)
    if toll is None:
        raise LookupError(_TOLL)
    await editors.ask_in_vain(town)
    parts = (
        editors.queue(town), editors.forms(town, toll), editors.previews(town, toll, _DOLLARS),
        editors.outdated(town, toll, _DOLLARS), editors.statistics(town),
    )  # fmt: skip
    for part in parts:
        async for scene in part:
            yield scene


def page_of(roles: Roles) -> str:
    """Return the page of the gallery, as Markdown."""
    return "\n".join([_HEAD, *(line for role, shown in roles.items() for line in _role(role, shown))])


def _role(role: str, shown: Sequence[Scene]) -> Iterator[str]:
    yield f"## {role}\n"
    for scene in shown:
        place = f"pictures/{scene.name}"
        yield (
            f"### {scene.title}\n\n"
            f'<picture><source media="(prefers-color-scheme: dark)" srcset="{place}-dark.svg">'
            f'<img src="{place}-light.svg" width="{PHONE}" alt="{scene.alt}"></picture>\n'
        )
