"""The pictures in docs/site.md: `python -m tests.bot.site.pictures` looks at pages of the base that comes along."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from bot.site.building import Owner, site_of
from bot.site.folder import put_in_place
from knowledge.loading.files import bundled_folder
from knowledge.loading.loader import load
from tests.bot.site.browser import browsing, served

FOLDER = Path(__file__).parents[3] / "docs" / "site"
OWNER = Owner(newsroom="The Gazette", subject="Michael Flynn and Russia", contact="desk@gazette.example")
# Name of the picture, the page, its width and height, whether it is dark.
SEEN = (
    ("fact", "facts/december-sanctions-reason.html", 1280, 900, False),
    ("start", "index.html", 390, 900, True),
    ("search", "search.html?q=kislyak%20sanctions", 390, 900, False),
)
# Whether all is drawn: a search finds something once its index is there.
DRAWN = """new Promise((done) => {
  const isDrawn = () => !document.querySelector("#results") || document.querySelector("#results a");
  const look = () => (isDrawn() ? done(true) : setTimeout(look, 20));
  look();
})"""
# Of a picture: text on a ground, and the marks of statuses.
COLOURS = 256


async def pictures(address: str) -> AsyncIterator[tuple[str, bytes]]:
    """Yield the name of each picture and what is seen on it."""
    async with browsing() as page:
        await page.send("Emulation.setScrollbarsHidden", hidden=True)
        for name, path, width, height, dark in SEEN:
            await page.look(width=width, height=height, dark=dark)
            await page.open(address + path)
            await page.run(DRAWN)
            yield name, await page.picture()


async def draw() -> None:
    """Write the pictures."""
    with TemporaryDirectory() as home:
        folder = Path(home) / "site"
        put_in_place(folder, site_of(load(bundled_folder()), lambda fact: fact.entities, OWNER))
        FOLDER.mkdir(exist_ok=True)
        with served(folder) as address:
            async for name, seen in pictures(address):
                small = Image.open(BytesIO(seen)).convert("RGB").quantize(COLOURS)
                small.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    asyncio.run(draw())
