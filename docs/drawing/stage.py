"""What the bot's own commands and buttons send, noted instead of sent: an interaction without a Discord."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

import discord

from bot.client.bot import Interaction
from bot.newsroom.newsroom import Newsroom
from drawing.shown import Form, Message

GUILD, CHANNEL = 1, 2


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever uses a command."""

    id: int
    name: str

    def __str__(self) -> str:
        return self.name


ALICE, ED, EVA, ADA = Person(11, "alice"), Person(12, "ed"), Person(13, "eva"), Person(14, "ada")


class Stage:
    """One use of a command, a button or a form: what it shows is in ``shown``."""

    def __init__(self, newsroom: Newsroom, user: Person, at: datetime, above: str = "") -> None:
        self.client = SimpleNamespace(
            newsroom=newsroom,
            log=logging.getLogger("factbot"),
            owners=frozenset(),
            get_guild=lambda _: True,
            staff=SimpleNamespace(forget_person=lambda _: None),
        )
        self.user, self.created_at, self.above = user, at, above
        self.guild_id, self.channel_id, self.channel, self.message = GUILD, CHANNEL, None, None
        self.permissions = self.app_permissions = discord.Permissions.all()
        self.response = self.followup = self
        self.type = discord.InteractionType.application_command
        self.command = None
        self.shown: list[Message | Form] = []
        self._is_private: bool | None = None

    def is_done(self) -> bool:
        """Whether there has been a reply."""
        return self._is_private is not None

    async def defer(self, *, ephemeral: bool = False, **_: bool) -> None:
        """Put the reply off."""
        self._is_private = ephemeral

    async def send_message(self, content: str, **more: Any) -> SimpleNamespace:
        """Note a message, and who may see it."""
        files = [*more.get("files", ()), *([more["file"]] if more.get("file") else [])]
        view = more.get("view") or None
        private = bool(more.get("ephemeral"))
        self.shown.append(
            Message(
                text=content,
                above="" if self.shown else self.above,
                components=rows_of(view),
                files=tuple(file.filename for file in files),
                private=private,
            )
        )
        self._is_private = private
        return SimpleNamespace(id=len(self.shown), message_id=len(self.shown))

    send = send_message

    async def send_modal(self, form: discord.ui.Modal) -> None:
        """Note a form."""
        self.shown.append(Form(form.to_dict()))


def rows_of(view: discord.ui.View | None) -> Sequence[dict[str, Any]]:
    """Return the rows of buttons and menus below a message."""
    return tuple(view.to_components()) if view else ()


async def acted(stage: Stage, act: Callable[..., Awaitable[object]], *args: Any, **options: Any) -> tuple[Any, ...]:
    """Return what comes of an action of the bot's, which takes an interaction first."""
    await act(cast("Interaction", stage), *args, **options)
    return tuple(stage.shown)


async def commanded(stage: Stage, cog: Any, command: Any, *args: Any, **options: Any) -> tuple[Any, ...]:
    """Return what comes of a command of a cog."""
    await command.callback(cog(stage.client), cast("Interaction", stage), *args, **options)
    return tuple(stage.shown)
