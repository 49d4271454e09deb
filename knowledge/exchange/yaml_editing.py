"""Changes entries of a YAML file that people keep, and leaves every other character as they wrote it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import yaml

from knowledge.errors import FactBaseError, Problem
from knowledge.loading.scalars import block, scalar

# As YAML has it, so that its marks count the same lines.
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")
_COMMENT = re.compile(r"(?:^|\s\s)\s*(# .*?)\s*$")
_IDLE = re.compile(r"\s*(?:#.*)?$")
# Characters of a line of a folded text: with its indentation as long as those of the base that comes along.
WIDTH = 104
# A longer text than this is folded: on one line it could not be compared with another in a diff.
LONG = 90


@dataclass(frozen=True, slots=True)
class Noted:
    """A text, and what a comment behind it says."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where an entry stands: its node, its lines from 0 (``last`` is the first behind it), the column of its dash."""

    node: yaml.MappingNode
    first: int
    last: int
    dash: int


class YamlText:
    """The text of one file, changed entry by entry; ``file`` is how problems name it."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._lines = [line for line in _LINE.findall(text) if line]
        self._newline = "\r\n" if "\r\n" in text else "\n"

    @property
    def text(self) -> str:
        """The text as it stands now."""
        return "".join(self._lines)

    def replace(self, kind: str, name: str, entry: Mapping[str, Any], note: str) -> None:
        """Put an entry of the list ``kind`` in the place of the one with the id ``name``; comments in that one stay.

        Raises:
            FactBaseError: the entry is not written with a line for each of its keys.
        """
        found = self._entry(kind, name)
        old = self._lines[found.first : found.last]
        comments = [match[1] for line in old if (match := _COMMENT.search(line.rstrip("\r\n")))]
        self._lines[found.first : found.last] = self._item(entry, note, found.dash, comments)

    def append(self, kind: str, entry: Mapping[str, Any], note: str = "") -> None:
        """Put an entry behind the others of the list ``kind``, which is begun where there is none.

        Raises:
            FactBaseError: the list is written in brackets.
        """
        entries = self._entries(kind)
        if entries:
            last = entries[-1]
            self._lines[last.last : last.last] = self._item(entry, note, last.dash)
            return
        if (bare := self._key(kind)) is not None:
            del self._lines[bare]
        self._end_last_line()
        gap = [self._newline] if self._lines else []
        self._lines += [*gap, f"{kind}:{self._newline}", *self._item(entry, note, 2)]

    def add_phrasings(self, name: str, phrasings: Sequence[Noted]) -> None:
        """Put phrasings behind those of the fact with the id ``name``.

        Raises:
            FactBaseError: the entry is not written with a line for each of its keys.
        """
        entry = self._entry("facts", name)
        if entry.node.flow_style:
            raise self._unreadable(entry.first)
        pairs = entry.node.value
        at = next((at for at, (key, _) in enumerate(pairs) if key.value == "phrasings"), None)
        key, value = pairs[at if at is not None else self._place_of("question", pairs)]
        place = pairs.index((key, value))
        end = self._used_end(pairs[place + 1][0].start_mark.line if place + 1 < len(pairs) else entry.last)
        column = key.start_mark.column
        if at is not None and not value.flow_style and value.value:
            dash = self._lines[value.value[-1].start_mark.line].index("-")
            self._lines[end:end] = self._listed(phrasings, dash)
            return
        kept = [Noted(item.value, "") for item in value.value] if at is not None else []
        lines = [f"{' ' * column}phrasings:{self._newline}", *self._listed([*kept, *phrasings], column + 2)]
        # In brackets they were; a list that grows stands below one another.
        self._lines[key.start_mark.line if at is not None else end : end] = lines

    def _listed(self, phrasings: Iterable[Noted], dash: int) -> Iterator[str]:
        for one in phrasings:
            note = f"  # {_flat(one.note)}" if one.note else ""
            yield f"{' ' * dash}- {scalar(one.text)}{note}{self._newline}"

    def _item(self, entry: Mapping[str, Any], note: str, dash: int, comments: Iterable[str] = ()) -> list[str]:
        first, *more = _written(entry)
        head = f"- {first}  # {_flat(note)}" if note else f"- {first}"
        lines = [head, *(f"  {comment}" for comment in comments), *(f"  {line}" for line in more)]
        return [f"{' ' * dash}{line}{self._newline}" for line in lines]

    def _entry(self, kind: str, name: str) -> _Entry:
        for entry in self._entries(kind):
            if any(key.value == "id" and value.value == name for key, value in entry.node.value):
                return entry
        raise LookupError(name)

    def _entries(self, kind: str) -> list[_Entry]:
        """Return the entries of a list with their places, in their order."""
        root = yaml.compose(self.text, Loader=yaml.SafeLoader)
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        for at, (key, value) in enumerate(pairs):
            if key.value == kind and value.value:
                if value.flow_style:
                    raise self._unreadable(key.start_mark.line)
                end = pairs[at + 1][0].start_mark.line if at + 1 < len(pairs) else len(self._lines)
                return list(self._placed(value.value, end))
        return []

    def _placed(self, nodes: Sequence[yaml.MappingNode], end: int) -> Iterator[_Entry]:
        starts = [node.start_mark.line for node in nodes]
        for node, first, behind in zip(nodes, starts, [*starts[1:], end], strict=True):
            dash = self._lines[first].rfind("-", 0, node.start_mark.column)
            if dash < 0:
                raise self._unreadable(first)
            yield _Entry(node, first, self._used_end(behind, dash), dash)

    def _used_end(self, end: int, dash: int | None = None) -> int:
        """Return ``end`` without the blank lines and comments before it, but with comments as deep as an entry's."""
        while end and _IDLE.match(line := self._lines[end - 1].rstrip("\r\n")):
            is_deep = dash is not None and line.strip() and len(line) - len(line.lstrip()) > dash
            if is_deep:
                break
            end -= 1
        return end

    def _key(self, kind: str) -> int | None:
        """Return the line of a list that has no entries."""
        return next((at for at, line in enumerate(self._lines) if re.match(rf"{kind}:\s*(\[\s*\])?\s*$", line)), None)

    @staticmethod
    def _place_of(name: str, pairs: Sequence[tuple[yaml.Node, yaml.Node]]) -> int:
        return next(at for at, (key, _) in enumerate(pairs) if key.value == name)

    def _end_last_line(self) -> None:
        if self._lines and not self._lines[-1].endswith(("\n", "\r")):
            self._lines[-1] += self._newline

    def _unreadable(self, line: int) -> FactBaseError:
        what = "written so that no line can be put in"
        remedy = "write each key on a line of its own, the first behind the dash, then do this again"
        return FactBaseError((Problem(self.file, line + 1, what, remedy),))


def _flat(note: str) -> str:
    return " ".join(note.split())


def _written(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of an entry; its long texts are folded, where folding changes nothing of them."""
    for key, value in entry.items():
        if isinstance(value, str) and len(value) > LONG and " ".join(value.split()) == value and value.isprintable():
            yield f"{key}: >-"
            yield from (f"  {line}" for line in wrap(value, WIDTH, break_long_words=False, break_on_hyphens=False))
        else:
            yield from block({key: value})
