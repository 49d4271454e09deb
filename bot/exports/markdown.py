"""Facts as one Markdown document (https://spec.commonmark.org/0.31.2/), its sources numbered and listed at the end.

What editors wrote is text and nothing else: no sign of it becomes markup.
"""

import re
from collections.abc import Iterator
from datetime import date

from bot.config import Config
from bot.wording import exports as words
from bot.wording.cautions import cautions
from bot.wording.facts import checked_on, corrected_on, published_by, taken_back, who
from bot.wording.status_looks import look_of
from knowledge.decision.matcher import Matcher
from knowledge.model import Fact, FactBase, Source

# The first line: who finds it knows that the file may be written anew.
MARK = "<!-- factbot export -->"
# What means something wherever it stands, on GitHub too; a word between colons is a picture there.
_INLINE = re.compile(r"[\\`*_\[\]<>&|~$@#]|:(?=[\w+-]+:)")
# What means something at the beginning of a line: lists, headings, quotations, rules.
_LINE_BEGINS = re.compile(r"(?m)^(\d{0,9})([.)+=-])")
_SPACES = re.compile(r"[^\S\n]+")
_ADDRESS_SIGNS = str.maketrans({"<": "%3C", ">": "%3E", "\\": "%5C", "\n": "%0A"})


def markdown(matcher: Matcher, config: Config, today: date) -> str:
    """Return all facts of the base that is served as a document, as they stand on the day ``today``."""
    base = matcher.base
    numbers = _numbers(base)
    blocks = [MARK, f"# {escaped(words.title(config))}", words.extent(base)]
    for fact in base.facts:
        blocks += _fact(fact, matcher, numbers, today)
    if numbers:
        listed = [f"{number}. {_source(base.sources[name])}" for name, number in numbers.items()]
        blocks += [f"## {words.SOURCES}", "\n".join(listed)]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Return a text as Markdown that shows just that text: its paragraphs stay, and so do its lines."""
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "\n\n".join("\\\n".join(_line(line) for line in part.splitlines()) for part in paragraphs if part)


def _line(text: str) -> str:
    inline = _INLINE.sub(r"\\\g<0>", _SPACES.sub(" ", text).strip())
    return _LINE_BEGINS.sub(r"\1\\\2", inline)


def _numbers(base: FactBase) -> dict[str, int]:
    """Return the number of each source that is cited, in the order in which they come."""
    cited = dict.fromkeys(citation.source for fact in base.facts for citation in fact.citations)
    return {name: number for number, name in enumerate(cited, 1)}


def _fact(fact: Fact, matcher: Matcher, numbers: dict[str, int], today: date) -> Iterator[str]:
    """Yield the blocks of a fact."""
    yield f"## {_in_a_line(fact.question)}"
    yield from (f"**{_in_a_line(one)}**" for one in cautions(fact, matcher.base, today))
    yield escaped(fact.answer)
    state = [f"**{look_of(fact.status).words}**", checked_on(fact)]
    yield " · ".join([*state, *([words.happened(fact.happened)] if fact.happened else [])])
    if fact.positions:
        yield "\n".join(f"- **{_in_a_line(who(one, matcher))}**: {_in_a_line(one.says)}" for one in fact.positions)
    yield from (f"*{corrected_on(one)}:* {_in_a_line(one.note)}" for one in fact.corrections)
    cited = [(numbers[one.source], words.cited(one, matcher.base.sources[one.source])) for one in fact.citations]
    yield "\n".join(f"- \\[{number}\\] {_in_a_line(text)}" for number, text in cited)
    related = [one.question for one in map(matcher.fact, fact.related) if one]
    if related:
        yield f"{words.SEE_ALSO}: {_in_a_line(' · '.join(related))}"


def _source(source: Source) -> str:
    title = f"“{_in_a_line(source.title)}”"
    shown = f"[{title}](<{source.url.translate(_ADDRESS_SIGNS)}>)" if source.url else title
    back = f". **{_in_a_line(taken_back(source))}**" if source.retracted else ""
    return f"{shown}, {_in_a_line(published_by(source))}{back}"


def _in_a_line(text: str) -> str:
    return _line(" ".join(text.split()))
