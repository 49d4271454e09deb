"""YAML text -> plain values that know their lines.

Reads parser events, not loaded objects: every scalar stays text (``No`` is "No", ``2016`` is "2016"), equal keys
are a problem instead of a silent loss, and nothing is ever expanded, so an alias bomb has nothing to blow up. What
YAML would swallow of a text without a word (a comment, an anchor, a line that lacks its dash) is a problem too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import yaml

from knowledge.errors import Problem
from knowledge.loading.syntax import IN_QUOTES, cause, conflict, cut

# The format itself is five deep (file, facts, fact, positions, position); twice that is a slip or an attack.
DEPTH_LIMIT = 12
# Nobody breaks a line that ends before this column: where the next one had room, it was meant as another entry.
BROKEN_FROM = 60
# Of a text that YAML cuts or swallows: enough to find it in its line.
SHOWN_CHARACTERS = 40
TWICE = "remove one, or begin another entry with '- '"
# libyaml is ten times faster; the pure parser yields the same events where it is missing.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What newer releases of libyaml say of a text that is a thousand deep: they read a line ahead of what they report, so
# they may meet their limit before ours is counted.
_LIBYAML_DEPTH = "nesting depth"


class YamlMap(dict[str, Any]):
    """A mapping with the line of each key in ``lines`` and its own in ``line``."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class YamlList(list[Any]):
    """A sequence with the line of each item in ``lines``."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


@dataclass
class _Composer:
    """Builds values from events with a stack of its own, so depth is a number and not a crash."""

    file: str
    lines: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    text: yaml.ScalarEvent | None = None
    # Whether the last value was cut or swallowed: what the parser stumbles over next comes of that.
    explained: bool = False
    root: Any = None
    documents: int = 0
    stack: list[YamlMap | YamlList] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    def fault(self, line: int, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, what, remedy))

    def place(self, value: Any, line: int) -> None:
        if not self.stack:
            self.root = value
        elif isinstance(top := self.stack[-1], YamlList):
            top.append(value)
            top.lines.append(line)
        elif (key := self.keys[-1]) is None:
            self.name_key(top, value, line)
        else:
            top[key] = value
            self.keys[-1] = None

    def name_key(self, top: YamlMap, key: Any, line: int) -> None:
        if not isinstance(key, str):
            self.fault(line, "a key that is itself a list or mapping", "write a plain word as key")
            key = ""
        elif key in top.lines:
            first = top.lines[key]
            self.fault(line, f"key '{key}' stands twice in the same entry, first on line {first}", TWICE)
        top.lines.setdefault(key, line)
        self.keys[-1] = key

    def feed(self, event: yaml.Event) -> bool:
        """Take one event; answer False when reading on makes no sense."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.ScalarEvent():
                self.text = event
                self.whole(event, line)
                self.place(event.value, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.unmarked(event, line)
                return self.enter(YamlMap(line) if isinstance(event, yaml.MappingStartEvent) else YamlList(line), line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
                self.keys.pop()
            case yaml.AliasEvent():
                what = f"'*{event.anchor}' at the beginning is taken for an alias, not for text"
                self.swallowed(line, what, f"{IN_QUOTES}; what is to stand twice is written out twice")
                self.place("", line)
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.fault(line, "a second document starts ('---')", "put it into a file of its own")
                    return False
            case _:
                pass  # the ends of the stream and of documents say nothing
        return True

    def enter(self, value: YamlMap | YamlList, line: int) -> bool:
        if len(self.stack) >= DEPTH_LIMIT:
            self.problems.append(_too_deep(self.file, line))
            return False
        self.place(value, line)
        self.stack.append(value)
        self.keys.append(None)
        return True

    def unmarked(self, event: yaml.NodeEvent, line: int) -> None:
        """Refuse what YAML takes from the beginning of a value for its own use."""
        tag = getattr(event, "tag", None)
        self.explained = False
        if tag not in (None, "!"):
            self.fault(line, f"a tag ('{tag}')", f"remove it, or, if it is text, {IN_QUOTES}: every value is text")
        if event.anchor:
            what = f"'&{event.anchor}' at the beginning is taken for an anchor, not for text"
            self.swallowed(line, what, f"{IN_QUOTES}, or remove it")

    def whole(self, event: yaml.ScalarEvent, line: int) -> None:
        """Refuse a text without quotes of which YAML has taken a part for something else."""
        self.unmarked(event, line)
        start, end = event.start_mark, event.end_mark
        if event.style or not start or not end or end.line >= len(self.lines):
            return
        if found := cut(self.lines, (start.line, end.line), end.column, event.value):
            what = f"the text ends before '{found[1][:SHOWN_CHARACTERS]}', which is taken for a comment"
            self.swallowed(found[0], what, f"{IN_QUOTES}; before a comment leave two spaces, and one behind its #")
        elif re.fullmatch(r"\s*(- +)+", self.lines[start.line][: start.column]):
            self.unbroken(self.lines[start.line : end.line + 1], line)

    def unbroken(self, lines: tuple[str, ...], first: int) -> None:
        """Refuse an entry of a list over several lines of which the next had room on the one before."""
        for number, (line, after) in enumerate(pairwise(filter(str.strip, lines)), first + 1):
            if len(line.rstrip()) + 1 + len(after.split()[0]) < BROKEN_FROM:
                what = f"'{after.strip()[:SHOWN_CHARACTERS]}' goes on with the entry above it"
                self.fault(number, what, "begin it with '- '; if it belongs there, write both on one line")

    def swallowed(self, line: int, what: str, remedy: str) -> None:
        self.fault(line, what, remedy)
        self.explained = True


def read_yaml(text: str, file: str) -> tuple[Any, list[Problem]]:
    """Return the value that ``text`` holds (None when empty) and every problem of its form."""
    lines = tuple(text.splitlines())
    composer = _Composer(file, lines)
    if found := conflict(lines):
        return None, [Problem(file, *found)]
    try:
        for event in _events(text):
            if not composer.feed(event):
                break
    except UnicodeError:
        composer.problems.append(Problem(file, 1, "broken YAML: a tag that is no text", "remove the tag"))
        return None, composer.problems
    except yaml.YAMLError as error:
        if not composer.explained:
            composer.problems.append(_syntax_problem(error, text, composer))
        return None, composer.problems
    return composer.root, composer.problems


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_LOADER)


def _too_deep(file: str, line: int) -> Problem:
    return Problem(file, line, f"nested more than {DEPTH_LIMIT} deep", "follow the format in docs/editing.md")


def _syntax_problem(error: yaml.YAMLError, text: str, composer: _Composer) -> Problem:
    file = composer.file
    if isinstance(error, yaml.reader.ReaderError):
        # libyaml counts bytes.
        line = text.encode("utf-8", "replace")[: error.position].count(b"\n") + 1
        return Problem(file, line, "a control character that YAML does not allow", "delete the invisible character")
    mark = getattr(error, "problem_mark", None)
    if _LIBYAML_DEPTH in (getattr(error, "problem", None) or ""):
        return _too_deep(file, mark.line + 1 if mark else 1)
    return Problem(file, *cause(error, composer.lines, composer.text))
