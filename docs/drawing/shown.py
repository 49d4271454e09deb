"""What people see: messages and forms, as the bot hands them to Discord."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# A part of a message or a form, as Discord's API has it.
Component = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message; ``by`` is who wrote it, ``above`` what led to it, ``private`` whether one person alone sees it.

    ``components`` are rows of buttons and menus, ``files`` the names of what is attached; ``picture`` is the SVG of an
    attached one, with places for x, y, width and height, ``dark_picture`` that for the dark theme, if it has its own.
    """

    text: str
    by: str = "factbot"
    above: str = ""
    components: Sequence[Component] = ()
    files: tuple[str, ...] = ()
    picture: str = ""
    dark_picture: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form, as Discord's API has it."""

    data: Component


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A picture of the gallery: what led to it and what came, for whom, and what it shows in words."""

    name: str
    title: str
    alt: str
    shown: tuple[Message | Form, ...]
