"""A record that breaks the schema -> the problem in an editor's words, at the line of the offending value."""

import re
from collections.abc import Iterable, Set
from typing import Any, get_args

from pydantic import BaseModel

from knowledge.errors import Problem
from knowledge.loading.nearest import did_you_mean
from knowledge.loading.nodes import YamlList, YamlMap

# Of a faulty value: enough to find it in its line.
SHOWN_CHARACTERS = 60
# By pydantic's type of error: what is wrong, and how to mend it.
WORDS = {
    "missing": ("the entry has no '{name}'", "add a line '{name}: ...'"),
    "extra_forbidden": ("unknown key '{name}'", "remove it or fix its spelling"),
    "string_too_long": ("{name} has {length} characters, the limit is {max_length}", "shorten it or split the fact"),
    "string_too_short": ("{name} is empty or too short", "fill it in or remove the line"),
    "too_long": ("{name} has {actual_length} items, the limit is {max_length}", "leave some out"),
    "too_short": ("{name} is empty", "add at least one"),
    "literal_error": ("{name} is {quoted}", "use one of {expected}"),
    "string_pattern_mismatch": ("{name} is {quoted}, not an id", "use lower-case letters, digits and hyphens"),
    "tuple_type": ("{name} is not a list", "write it as [one, two] or with '- ' before each item"),
    "string_type": ("{name} is a list or mapping, not text", "write it as one text"),
    "model_type": ("{name} is not a mapping", "write it as 'key: value'"),
    "model_attributes_type": ("{name} is not a mapping", "write it as 'key: value'"),
}


Model = type[BaseModel]


def schema_problems(faults: list[Any], item: YamlMap, line: int, file: str, model: Model) -> list[Problem]:
    """Return the problems behind pydantic's errors about ``item``, which starts at ``line`` and is no ``model``."""
    places = [fault["loc"] for fault in faults]
    problems = []
    for fault in faults:
        steps: tuple[str | int, ...] = fault["loc"]
        # A list counts as too short when its items are faulty; the items' own problems say all.
        is_echo = fault["type"] == "too_short" and any(p[: len(steps)] == steps and p != steps for p in places)
        if not is_echo:
            name = ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)
            what, remedy = _in_words(fault, name)
            if fault["type"] == "extra_forbidden":
                remedy = _remedy_for_key(str(steps[-1]), fault["input"], _keys(model, steps[:-1]))
            problems.append(Problem(file, _line_of(item, steps, line), what, remedy))
    return problems


def _line_of(value: Any, steps: Iterable[str | int], line: int) -> int:
    for step in steps:
        if isinstance(value, YamlMap) and isinstance(step, str) and step in value.lines:
            line, value = value.lines[step], value.get(step)
        elif isinstance(value, YamlList) and isinstance(step, int) and step < len(value):
            line, value = value.lines[step], value[step]
    return line


def _keys(model: Model, steps: Iterable[str | int]) -> Set[str]:
    """Return the keys that an entry of ``model`` may have, or what lies under ``steps`` within it."""
    for step in steps:
        if isinstance(step, str):
            named = {field.alias or name: field for name, field in model.model_fields.items()}
            model = next(inner for inner in get_args(named[step].annotation) if isinstance(inner, type))
    return {field.alias or name for name, field in model.model_fields.items()}


def _remedy_for_key(key: str, value: object, options: Set[str]) -> str:
    otherwise = WORDS["extra_forbidden"][1]
    if not value:
        otherwise = f"if it is text behind a comma, put the whole text in quotes; else {otherwise}"
    return did_you_mean(key, options, otherwise)


def _misread(fault: Any) -> tuple[str, str] | None:
    """Return what YAML has made of a text or of a list, where that is what is wrong."""
    given = fault.get("input")
    if fault["type"] == "string_type" and isinstance(given, YamlMap) and len(given) == 1:
        return "{name} has a colon, which makes '" + next(iter(given)) + "' a key", "put the text in quotes"
    if fault["type"] == "tuple_type" and isinstance(given, str) and re.search(r"(^| )-", given):
        return "{name} is one text, not a list", "write each item on a line of its own, with '- ' and a space before it"
    return None


def _in_words(fault: Any, name: str) -> tuple[str, str]:
    given = fault.get("input")
    quoted = f"'{given[:SHOWN_CHARACTERS]}'" if isinstance(given, str) else "this value"
    context = fault.get("ctx", {})
    if fault["type"] == "value_error":
        what, _, remedy = str(context["error"]).partition("; ")
        return f"{name} is {quoted}, {what}", remedy
    what, remedy = _misread(fault) or WORDS.get(
        fault["type"], ("{name} is not what belongs here", "see docs/editing.md")
    )
    expected = str(context.get("expected", "")).replace("'", "")
    fields = {"name": name, "quoted": quoted, "length": len(str(given)), **context, "expected": expected}
    return what.format(**fields), remedy.format(**fields)
