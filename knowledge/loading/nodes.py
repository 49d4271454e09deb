"""YAML text -> plain values that know their lines.

Reads parser events, not loaded objects: every scalar stays text (``No`` is "No", ``2016`` is "2016"), equal keys
are a problem instead of a silent loss, and nothing is ever expanded, so an alias bomb has nothing to blow up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from knowledge.errors import Problem

# The format itself is five deep (file, facts, fact, positions, position); twice that is a slip or an attack.
DEPTH_LIMIT = 12
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
    problems: list[Problem] = field(default_factory=list)
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
            self.fault(line, f"key '{key}' stands twice in the same entry, first on line {first}", "remove one")
        top.lines.setdefault(key, line)
        self.keys[-1] = key

    def feed(self, event: yaml.Event) -> bool:
        """Take one event; answer False when reading on makes no sense."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.ScalarEvent():
                self.tagless(event.tag, line)
                self.place(event.value, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.tagless(event.tag, line)
                return self.enter(YamlMap(line) if isinstance(event, yaml.MappingStartEvent) else YamlList(line), line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
                self.keys.pop()
            case yaml.AliasEvent():
                self.fault(line, f"an alias (*{event.anchor})", "write the value out: aliases are not read")
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

    def tagless(self, tag: str | None, line: int) -> None:
        if tag not in (None, "!"):
            self.fault(line, f"a tag ('{tag}')", "remove it: every value is text")


def read_yaml(text: str, file: str) -> tuple[Any, list[Problem]]:
    """Return the value that ``text`` holds (None when empty) and every problem of its form."""
    composer = _Composer(file)
    try:
        for event in _events(text):
            if not composer.feed(event):
                break
    except UnicodeError:
        composer.problems.append(Problem(file, 1, "broken YAML: a tag that is no text", "remove the tag"))
        return None, composer.problems
    except yaml.YAMLError as error:
        composer.problems.append(_syntax_problem(error, text, file))
        return None, composer.problems
    return composer.root, composer.problems


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_LOADER)


def _too_deep(file: str, line: int) -> Problem:
    return Problem(file, line, f"nested more than {DEPTH_LIMIT} deep", "follow the format in docs/editing.md")


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        # libyaml counts bytes.
        line = text.encode("utf-8", "replace")[: error.position].count(b"\n") + 1
        return Problem(file, line, "a control character that YAML does not allow", "delete the invisible character")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    what = getattr(error, "problem", None) or "not readable as YAML"
    if _LIBYAML_DEPTH in what:
        return _too_deep(file, line)
    lines = text.splitlines()
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return Problem(file, line, "a tab in the indentation", "indent with spaces")
    return Problem(file, line, f"broken YAML: {what}", "check the indentation, quotes and colons here and just above")
