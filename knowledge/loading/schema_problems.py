"""A record that breaks the schema -> the problem in an editor's words, at the line of the offending value."""

from collections.abc import Iterable
from typing import Any

from knowledge.errors import Problem
from knowledge.loading.nodes import YamlList, YamlMap

# Of a faulty value: enough to find it in its line.
SHOWN_CHARACTERS = 60
# By pydantic's type of error: what is wrong, and how to mend it.
WORDS = {
    "missing": ("the entry has no '{name}'", "add a line '{name}: ...'"),
    "extra_forbidden": ("unknown key '{name}'", "remove it or fix its spelling"),
    "string_too_long": ("{name} has {length} characters, the limit is {max_length}", "shorten it or split the fact"),
    "string_too_short": ("{name} is empty or too short", "fill it in or remove the line"),
    "too_short": ("{name} is empty", "add at least one"),
    "literal_error": ("{name} is {quoted}", "use one of {expected}"),
    "string_pattern_mismatch": ("{name} is {quoted}, not an id", "use lower-case letters, digits and hyphens"),
    "tuple_type": ("{name} is not a list", "write it as [one, two] or with '- ' before each item"),
    "string_type": ("{name} is a list or mapping, not text", "write it as one text"),
    "model_type": ("{name} is not a mapping", "write it as 'key: value'"),
    "model_attributes_type": ("{name} is not a mapping", "write it as 'key: value'"),
}


def schema_problems(faults: list[Any], item: YamlMap, line: int, file: str) -> list[Problem]:
    """Return the problems behind pydantic's errors about ``item``, which starts at ``line``."""
    places = [fault["loc"] for fault in faults]
    problems = []
    for fault in faults:
        steps: tuple[str | int, ...] = fault["loc"]
        # A list counts as too short when its items are faulty; the items' own problems say all.
        is_echo = fault["type"] == "too_short" and any(p[: len(steps)] == steps and p != steps for p in places)
        if not is_echo:
            name = ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)
            what, remedy = _in_words(fault, name)
            problems.append(Problem(file, _line_of(item, steps, line), what, remedy))
    return problems


def _line_of(value: Any, steps: Iterable[str | int], line: int) -> int:
    for step in steps:
        if isinstance(value, YamlMap) and isinstance(step, str) and step in value.lines:
            line, value = value.lines[step], value.get(step)
        elif isinstance(value, YamlList) and isinstance(step, int) and step < len(value):
            line, value = value.lines[step], value[step]
    return line


def _in_words(fault: Any, name: str) -> tuple[str, str]:
    given = fault.get("input")
    quoted = f"'{given[:SHOWN_CHARACTERS]}'" if isinstance(given, str) else "this value"
    context = fault.get("ctx", {})
    if fault["type"] == "value_error":
        what, _, remedy = str(context["error"]).partition("; ")
        return f"{name} is {quoted}, {what}", remedy
    what, remedy = WORDS.get(fault["type"], ("{name} is not what belongs here", "see docs/editing.md"))
    expected = str(context.get("expected", "")).replace("'", "")
    fields = {"name": name, "quoted": quoted, "length": len(str(given)), **context, "expected": expected}
    return what.format(**fields), remedy.format(**fields)
