"""Draws all pictures of the gallery again, and the pages that show them: ``python docs/draw_pictures.py [FOLDER]``.

What is drawn is what the bot shows, made by its own code over the base that comes along and the facts of
``factbot init``. With the same code and facts the pictures are the same.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from drawing.colours import DARK, THEMES
from drawing.gallery import page_of, scenes
from drawing.scenes import draw

DOCS = Path(__file__).parent
README_SHOWS, README_WIDTH = "denied", 740


def main() -> None:
    """Draw them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    (folder / "pictures").mkdir(exist_ok=True)
    with TemporaryDirectory() as state:
        roles = asyncio.run(scenes(Path(state)))
    for scene in (scene for every in roles.values() for scene in every):
        for theme in THEMES:
            (folder / "pictures" / f"{scene.name}-{theme.name}.svg").write_text(draw(scene, theme), "utf-8")
        if scene.name == README_SHOWS:
            (folder / "reply.svg").write_text(draw(scene, DARK, README_WIDTH), "utf-8")
    (folder / "pictures.md").write_text(page_of(roles), "utf-8")


if __name__ == "__main__":
    main()
