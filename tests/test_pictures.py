"""The pictures under docs/: well-formed, narrow enough, all text told from its ground, each in the gallery.

What the bot has of commands, forms and statuses is asked of its code, so that none of them is without a picture.
"""

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import pytest
from defusedxml.ElementTree import fromstring
from discord.ext import commands
from drawing.colours import LEAST_CONTRAST, LIGHT, THEMES, Theme, contrast
from drawing.readers import asked, corrections
from drawing.scenes import draw
from drawing.shown import Form, Message, Scene
from drawing.town import NOON, town_newsroom
from drawing.widths import width_of

from bot.client.cogs import COGS
from bot.client.cogs.desk.actions import FORMS
from bot.wording.status_looks import look_of
from knowledge.statuses import STATUSES, Status

DOCS = Path(__file__).parents[1] / "docs"
PICTURES = sorted((DOCS / "pictures").glob("*.svg"))
PAGE = (DOCS / "pictures.md").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = "\n".join(path.read_text("utf-8") for path in PICTURES if path.stem.endswith(f"-{LIGHT.name}"))
# What is read in them: a line may be broken anywhere.
TEXTS = " ".join(re.sub(r"<[^>]+>", "", DRAWN).split())


@dataclass
class Seen:
    """What has been drawn so far, from behind to the front."""

    grounds: list[tuple[float, float, float, float, str]] = field(default_factory=list)

    def behind(self, x: float, y: float) -> str:
        return next(
            fill for left, top, right, low, fill in reversed(self.grounds) if left <= x <= right and top <= y <= low
        )


def number(element: Element, name: str) -> float:
    return float(element.get(name, "0"))


def faults(svg: str) -> Iterator[str]:
    """Yield what is wrong with a picture; the chart in one has a size of its own."""
    root, seen = fromstring(svg), Seen()
    wide = number(root, "width")
    for shape in root:
        if shape.tag == f"{SVG}rect":
            x, y = number(shape, "x"), number(shape, "y")
            seen.grounds.append((x, y, x + number(shape, "width"), y + number(shape, "height"), shape.get("fill", "")))
        elif shape.tag == f"{SVG}circle":
            x, y, r = (number(shape, name) for name in ("cx", "cy", "r"))
            seen.grounds.append((x - r, y - r, x + r, y + r, shape.get("fill", "")))
        elif shape.tag == f"{SVG}text":
            yield from faults_of_text(shape, seen, wide)


def faults_of_text(text: Element, seen: Seen, wide: float) -> Iterator[str]:
    x, size, said = number(text, "x"), number(text, "font-size"), "".join(text.itertext())
    spans = [(text.text or "", text, text), *((span.text or "", span, span) for span in text)]
    spans += [(span.tail or "", text, text) for span in text]
    long = sum(
        width_of(part, size, bold=look.get("font-weight") == "600", typed="font-family" in look.attrib)
        for part, look, _ in spans
    )
    if x + (long / 2 if text.get("text-anchor") == "middle" else long) > wide:
        yield f"too wide: {said}"
    for part, look, _ in spans:
        fill = look.get("fill") or text.get("fill") or ""
        if part.strip() and contrast(fill, seen.behind(x, number(text, "y") - 2)) < LEAST_CONTRAST:
            yield f"too faint: {part}"


def shown(text: str) -> str:
    return draw(
        Scene(name="one", title="One", alt="", shown=(Message(text=text, files=("facts.yaml",), private=True),)), LIGHT
    )


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_each_picture_can_be_read(path: Path) -> None:
    assert not list(faults(path.read_text("utf-8")))


def test_the_gallery_shows_each_picture_in_light_and_dark_with_words_for_it() -> None:
    images = re.findall(r'srcset="([^"]+)"><img src="([^"]+)" width="390" alt="([^"]{20,})"', PAGE)
    named = {DOCS / name for dark, light, _ in images for name in (dark, light)}
    assert named == set(PICTURES)
    assert len(PICTURES) >= 2 * 25


def commands_of(module: str) -> Iterator[str]:
    """Yield the commands of the cogs of a module, as people type them."""
    for cog in vars(importlib.import_module(module)).values():
        if isinstance(cog, type) and issubclass(cog, commands.Cog) and cog.__module__ == module:
            group = cog.__cog_group_name__ if issubclass(cog, commands.GroupCog) else ""
            yield from (f"/{group} {one.name}".replace("/ ", "/") for one in cog.__cog_app_commands__)


@pytest.mark.parametrize("command", [command for module in COGS for command in commands_of(module)])
def test_what_each_command_of_the_bot_shows_has_a_picture(command: str) -> None:
    assert re.search(rf"^### {command}\b|used {command}\b", f"{PAGE}\n{TEXTS}", re.MULTILINE)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_the_desk_has_a_picture(form: str) -> None:
    assert f'<g id="form-{form}"/>' in DRAWN


@pytest.mark.parametrize("status", STATUSES)
def test_a_fact_of_each_status_has_a_picture(status: Status) -> None:
    assert f"{look_of(status).words} · last checked" in TEXTS


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_what_the_bot_says_is_drawn(town_folder: Path, tmp_path: Path, theme: Theme) -> None:
    async with town_newsroom(tmp_path, town_folder) as newsroom:
        answer = await asked(newsroom, "how much is the toll on north bridge")
        scenes = [Scene(name="answer", title="An answer", alt="", shown=answer)]
        changes = corrections(newsroom, "north-bridge-toll", ("4 dollars", "5 dollars"), NOON.date())
        scenes += [scene async for scene in changes]
    drawn = [draw(scene, theme) for scene in scenes]

    assert not [fault for svg in drawn for fault in faults(svg)]
    texts = [" ".join("".join(fromstring(svg).itertext()).split()) for svg in drawn]
    assert "Confirmed · last checked 1 March 2024" in texts[0]
    assert "“5 dollars” is now" in texts[1]
    assert "no longer stands by this" in texts[3]


def test_a_form_is_drawn_with_what_is_typed_in_it() -> None:
    field = {"type": 4, "style": 1, "value": "4 <dollars> & more", "required": True}
    form = Form({"title": "A fact", "components": [{"label": "Answer", "description": "In words", "component": field}]})
    svg = draw(Scene(name="form", title="Form", alt="", shown=(form,)), LIGHT)

    assert not list(faults(svg))
    assert "4 <dollars> & more" in "".join(fromstring(svg).itertext())


@pytest.mark.parametrize(
    "text", ["w" * 90, "**" + "very " * 30 + "bold**:tied", "`" + "code" * 40 + "`", "-# " + "x y " * 60]
)
def test_what_is_long_is_broken(text: str) -> None:
    assert not list(faults(shown(text)))


def test_what_is_wrong_is_found() -> None:
    ground = '<svg xmlns="http://www.w3.org/2000/svg" width="390"><rect width="390" height="50" fill="#ffffff"/>'
    style = 'x="5" y="20" font-size="16"'
    assert list(faults(f'{ground}<text {style} fill="#000000">{"m" * 40}</text></svg>')) == [f"too wide: {'m' * 40}"]
    assert list(faults(f'{ground}<text {style} fill="#cccccc">faint</text></svg>')) == ["too faint: faint"]
    with pytest.raises(ParseError):
        list(faults(f"{ground}<text>"))


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
