"""Where the YAML parser stumbles -> what an editor did there: the apostrophe, the colon, the missing dash.

libyaml says what it expected; the cause is mostly a text that should have stood in quotes. Each cause is looked for in
turn, from the one that the parser's words leave no doubt about to the mere guess at the indentation.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

IN_QUOTES = "put the text in quotes"
WITHIN = {"'": "write '' for each apostrophe in it, or put it in double quotes",
          '"': 'write \\" for each quote in it, or put it in single quotes'}  # fmt: skip
# Parser's words for: a sign stands where a text would, and means something else there.
_MISREAD_AT_CONTEXT = ("scanning an anchor", "scanning an alias", "scanning a block scalar", "scanning a directive")
_MISREAD_AT_PROBLEM = ("cannot start any token", "block sequence entries are not allowed", "mapping keys are not allow")
_CONFLICT = re.compile(r"^(?P<mark><{7}|>{7})( |$)")
_COMMENT = re.compile(r"(?P<before>\s+)(?P<comment>#.*)")
_WITHOUT_SPACE = re.compile(r"\s*(- +)?\w+:\S")
_BRACKET_FIRST = re.compile(r"\s*(- +)?(\w+: +)?(?P<sign>[\[{])")

Fault = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where a parser gave up: its words, the text's lines, and places as line and column, both from 0.

    ``began`` is where that began which it was reading, ``text`` the last text it had read whole, with its quote.
    """

    words: str
    lines: tuple[str, ...]
    at: tuple[int, int]
    began: tuple[int, int]
    text: yaml.ScalarEvent | None

    def line(self, number: int) -> str:
        """Return a line, "" behind the last one."""
        return self.lines[number] if number < len(self.lines) else ""

    def sign(self, place: tuple[int, int]) -> str:
        """Return the character at a place, "" at the end of a line."""
        return self.line(place[0])[place[1] : place[1] + 1]


def conflict(lines: tuple[str, ...]) -> Fault | None:
    """Return the first merge conflict that was left in a text."""
    marks = [(number, found["mark"][0]) for number, line in enumerate(lines, 1) if (found := _CONFLICT.match(line))]
    if not marks:
        return None
    last = next((number for number, mark in marks if mark == ">"), marks[-1][0])
    what = f"a merge conflict that nobody has resolved (up to line {last})"
    return marks[0][0], what, "keep one of the two versions and delete the lines with <<<<<<<, ======= and >>>>>>>"


def cut(lines: tuple[str, ...], span: tuple[int, int], column: int, text: str) -> tuple[int, str] | None:
    """Return line and words of a comment that looks like a part of the text before it.

    The text stands on the lines of ``span``, from 0, and ends at ``column``. "#1" and "#metoo" are no comments, nor is
    "# 5" amid words, nor a line that is indented deeper than the text's own.
    """
    first, last = span
    if found := _COMMENT.match(lines[last][column:]):
        is_set_apart = found["comment"][1:2] in ("", " ", "\t", "#")
        cuts = not is_set_apart or (found["before"] == " " and " " in text)
        return (last + 1, found["comment"]) if cuts else None
    after = lines[last + 1] if last + 1 < len(lines) else ""
    is_deeper = len(after) - len(after.lstrip()) > len(lines[first]) - len(lines[first].lstrip())
    if is_deeper and not lines[last][column:].strip() and re.match(r"\s+#\w", after):
        return last + 2, after.strip()
    return None


def cause(error: yaml.YAMLError, lines: tuple[str, ...], text: yaml.ScalarEvent | None) -> Fault:
    """Return line (from 1), fault and remedy behind a parser's error; ``text`` is the last one it had read whole."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    began = getattr(error, "context_mark", None) or mark
    problem = getattr(error, "problem", None) or "not readable as YAML"
    at, start = ((place.line, place.column) if place else (0, 0) for place in (mark, began))
    stumble = Stumble(f"{getattr(error, 'context', None) or ''}; {problem}", lines, at, start, text)
    for look in _CAUSES:
        if fault := look(stumble):
            return fault[0] + 1, *fault[1:]
    remedy = "check the indentation, quotes and colons here and just above"
    return stumble.at[0] + 1, f"broken YAML: {problem}", remedy


def _tab(here: Stumble) -> Fault | None:
    line = here.line(here.at[0])
    if "\t" not in line[: len(line) - len(line.lstrip())]:
        return None
    return here.at[0], "a tab in the indentation", "indent with spaces"


def _open_quote(here: Stumble) -> Fault | None:
    if "quoted scalar" not in here.words:
        return None
    quote = here.sign(here.began)
    if "escape" in here.words:
        return here.at[0], "a backslash in double quotes", "double it, or put the text in single quotes"
    return here.began[0], f"a text that begins with {quote} and never ends", f"close it; {WITHIN.get(quote, IN_QUOTES)}"


def _inner_quote(here: Stumble) -> Fault | None:
    text = here.text
    if text is None or text.style not in WITHIN or not text.end_mark or not text.start_mark:
        return None
    if text.end_mark.line != here.at[0] or here.line(here.at[0])[text.end_mark.column : here.at[1]].strip():
        return None
    what = f"the text that begins with {text.style} ends at the next {text.style}, and more follows"
    if text.start_mark.line != here.at[0]:
        what += f" on line {here.at[0] + 1}"
    return text.start_mark.line, what, WITHIN[text.style]


def _colon(here: Stumble) -> Fault | None:
    if "mapping values are not allowed" not in here.words:
        return None
    before = here.line(here.at[0])[: here.at[1]].strip().removeprefix("- ")
    goes_on = here.text is not None and here.text.start_mark and here.text.start_mark.line < here.at[0]
    if goes_on and re.fullmatch(r"\w+", before):
        what = f"'{before}:' is indented deeper than the key above, so it goes on with the text there"
        return here.at[0], what, f"indent it like that key, or, if it is text, {IN_QUOTES}"
    return here.at[0], "a colon in a text", f"{IN_QUOTES}, or below 'answer: >-' on lines of its own"


def _misread_sign(here: Stumble) -> Fault | None:
    if any(words in here.words for words in _MISREAD_AT_CONTEXT):
        place = here.began
    elif any(words in here.words for words in _MISREAD_AT_PROBLEM):
        place = here.at
    else:
        return None
    return place[0], f"a text that begins with {here.sign(place)}", IN_QUOTES


def _brackets(here: Stumble) -> Fault | None:
    if "expected ',' or" in here.words:
        sign = here.sign(here.began)
        if here.began[0] == here.at[0]:
            what = f"a text with a colon, a comma or a quote of its own within {sign}"
            return here.began[0], what, IN_QUOTES
        return here.began[0], f"a {sign} that is not closed", f"close it, or, if a text begins with it, {IN_QUOTES}"
    found = _BRACKET_FIRST.match(here.line(here.at[0]))
    if "did not find expected" in here.words and found and found.end() <= here.at[1]:
        return here.at[0], f"a text that begins with {found['sign']}", IN_QUOTES
    return None


def _dash(here: Stumble) -> Fault | None:
    begin = "begin it with '- ', or indent it like the lines that it belongs to"
    if "expected '-' indicator" in here.words:
        return here.at[0], "an entry of a list without its dash", begin
    if "did not find expected key" not in here.words:
        return None
    if here.line(here.at[0]).lstrip().startswith("- "):
        return (
            here.at[0],
            "a dash where there is no list",
            "write the list's key above it, or indent it like the others",
        )
    return here.at[0], "a line that is indented like no line above it", "indent it like the keys that it belongs to"


def _neither(here: Stumble) -> Fault | None:
    if "could not find expected ':'" not in here.words:
        return None
    line = here.line(here.began[0])
    if _WITHOUT_SPACE.match(line):
        return here.began[0], "no space behind the colon", "write one"
    above = here.line(here.began[0] - 1) if here.began[0] else ""
    if above.startswith(" " * here.began[1] + "- "):
        return here.began[0], "an entry of a list without its dash", "begin it with '- '"
    what = "a line that is neither 'key: value' nor an entry with '- '"
    return here.began[0], what, "indent it deeper than its key, if it goes on with the text above"


_CAUSES: tuple[Callable[[Stumble], Fault | None], ...] = (
    _tab, _open_quote, _inner_quote, _colon, _misread_sign, _brackets, _dash, _neither,
)  # fmt: skip
