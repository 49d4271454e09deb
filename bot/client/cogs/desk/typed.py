"""What came back from a form, read from the interaction itself; forged values end here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.client.errors import NoSuchButtonError
from bot.limits import FIELD

# Discord's number for a field that takes files: https://discord.com/developers/docs/components/reference
_UPLOAD = 19


@dataclass(frozen=True, slots=True)
class Typed:
    """What came back from a form, by the id of each field; of menus several values.

    ``files`` are files that Discord says were uploaded with this very form, as it describes them, at most one a field.
    """

    values: Mapping[str, tuple[str, ...]]
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return what was typed or chosen.

        Raises:
            NoSuchButtonError: the form has no such field, so this bot has not made it.
        """
        if name not in self.values:
            raise NoSuchButtonError
        return "".join(self.values[name][:1])

    def or_kept(self, name: str, kept: str) -> str:
        """Return what was typed; ``kept`` where the form has no such field."""
        return self.text(name) if name in self.values else kept


def typed_of(data: Mapping[str, Any]) -> Typed:
    """Return what was typed, chosen or uploaded in a form; no file is fetched.

    Raises:
        NoSuchButtonError: it is put together as no form of this bot is.
    """
    try:
        fields = [row.get("component") or row["components"][0] for row in data.get("components", ())]
        uploads = {one["custom_id"]: tuple(one.get("values") or ()) for one in fields if one.get("type") == _UPLOAD}
        texts = [one for one in fields if one.get("type") != _UPLOAD]
        values = {one["custom_id"]: tuple(map(_plain, _values(one))) for one in texts}
        return Typed(values, {name: _file(ids, data) for name, ids in uploads.items() if ids})
    except (LookupError, TypeError, AttributeError):
        raise NoSuchButtonError from None


def _values(field: Mapping[str, Any]) -> Iterable[object]:
    return (field["value"],) if field.get("value") else field.get("values") or ()


def _plain(value: object) -> str:
    text = str(value).replace("\r\n", "\n")
    if len(text) > FIELD:
        raise NoSuchButtonError
    return text


def _file(ids: tuple[object, ...], data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what Discord says of the file with an id: only what it took up with this form has one."""
    if len(ids) != 1:
        raise NoSuchButtonError
    found: Mapping[str, Any] = data["resolved"]["attachments"][ids[0]]
    if found["id"] != ids[0]:
        raise NoSuchButtonError
    return found
