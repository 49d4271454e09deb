"""A fact in words: its status, its days, its sources, and all of it as plain text."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.text import counted, on_one_line, quoted
from bot.wording.status_looks import look_of
from knowledge.decision.matcher import Matcher
from knowledge.language.english import english
from knowledge.loading.values import QUOTE_LIMIT
from knowledge.model import Citation, Correction, Fact, FactBase, Position, Source

# Characters of where a quote stands: a paragraph, a page, a minute, and room for a word on it.
PLACE = 200


def day_in_words(day: date | str) -> str:
    """Return "13 December 2018" for a date, "December 2018" for a month, "2018" for a year (ISO 8601)."""
    parts = str(day).split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, english().calendar.month_names[int(parts[1]) - 1].capitalize())
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def source_in_words(source: Source) -> str:
    """Return publisher, title and date of a source as a citation shows them."""
    publisher = f"{source.publisher} (passing on {source.relays})" if source.relays else source.publisher
    return f"{publisher}, “{source.title}”, {day_in_words(source.published)}"


def fact_in_full(fact: Fact, matcher: Matcher) -> str:
    """Return all that the base has on a fact: answer, status, positions, sources, corrections."""
    blocks = [f"**{fact.question}**", status_line(fact), fact.answer]
    blocks += [position_line(position, matcher) for position in fact.positions]
    blocks.append(sources_in_full(fact, matcher))
    blocks += [correction_line(correction) for correction in fact.corrections]
    return "\n".join(blocks)


def sources_in_full(fact: Fact, matcher: Matcher) -> str:
    """Return the numbered sources of a fact: who relies on whom, what each supports, and the words it rests on."""
    lines = []
    for number, citation in enumerate(fact.citations, 1):
        relies = f", relying on {citation.via}" if citation.via else ""
        lines.append(f"{number}. {linked(citation, matcher)}{relies}")
        if citation.supports:
            lines.append(f"   for: {citation.supports}")
        lines += [f"   {line}" for line in words_cited(citation)]
        if said := taken_back(matcher.base.sources[citation.source]):
            lines.append(f"   {said}")
    return "\n".join(lines)


def sources_of_base(base: FactBase) -> str:
    """Return every source of a base, and how many facts rest on each."""
    lines = [f"{counted(len(base.facts), 'fact')}, {counted(len(base.sources), 'report')}:"]
    for source in base.sources.values():
        count = sum(any(citation.source == source.id for citation in fact.citations) for fact in base.facts)
        title = f"[{source.title}](<{source.url}>)" if source.url else source.title
        lines.append(f"- {source.publisher}, {title}, {day_in_words(source.published)}: {counted(count, 'fact')}")
        if said := taken_back(source):
            lines.append(f"  {said}")
    return "\n".join(lines)


def title_line(question: str, page: str | None) -> str:
    """Return the question as the title of a reply; it leads to the fact's ``page`` where there is one."""
    if page is None:
        return f"**{question}**"
    # Brackets in the text of a link would end it.
    return f"**{question}** [↗](<{page}>)" if set("[]") & set(question) else f"**[{question}](<{page}>)**"


def taken_back(source: Source) -> str:
    """Return when its publisher took a report back and why; empty for one that stands."""
    back = source.retracted
    return f"Taken back on {day_in_words(back.on)}: {back.note}" if back else ""


def span_in_words(span: str) -> str:
    """Return a year, month, day or start/end (ISO 8601) in words."""
    return " to ".join(day_in_words(day) for day in span.split("/"))


def published_by(source: Source) -> str:
    """Return who published a report, who wrote it, and when."""
    publisher = f"{source.publisher} (passing on {source.relays})" if source.relays else source.publisher
    by = f", by {', '.join(source.authors)}" if source.authors else ""
    return f"{publisher}{by}, {day_in_words(source.published)}"


def status_line(fact: Fact) -> str:
    """Return the status, told by its mark and in words, and the day of the last check."""
    return f"{look_of(fact.status).at_a_glance} · {checked_on(fact)}"


def checked_on(fact: Fact) -> str:
    """Return the day on which an editor last held the answer against its sources: its status may have changed since."""
    return f"last checked {day_in_words(fact.as_of)}"


def related_line(questions: Iterable[str]) -> str:
    """Return the questions of related facts, as a reply names them."""
    return f"See also: {' · '.join(questions)}"


def position_line(position: Position, matcher: Matcher) -> str:
    """Return who says what."""
    return f"**{who(position, matcher)}**: {position.says}"


def who(position: Position, matcher: Matcher) -> str:
    """Return whose position it is, and since when."""
    name = matcher.names.get(position.by, position.by)
    return f"{name}, {day_in_words(position.on)}" if position.on else name


def correction_line(correction: Correction) -> str:
    """Return a correction with its day."""
    return f"*{corrected_on(correction)}:* {correction.note}"


def corrected_on(correction: Correction) -> str:
    """Return the heading of a correction."""
    return f"Corrected on {day_in_words(correction.on)}"


def words_cited(citation: Citation) -> Iterator[str]:
    """Yield the words that an answer rests on and where they stand, then a kept copy and when it was read."""
    where = quoted(on_one_line(citation.where or ""), PLACE)
    if citation.quote:
        behind = f" ({where})" if where else ""
        # Twice as long where each sign of it is guarded: so it is whole in any case, and a message holds the line.
        yield f"“{quoted(on_one_line(citation.quote), 2 * QUOTE_LIMIT)}”{behind}"
    elif where:
        yield f"at: {where}"
    kept = f"[archived copy](<{citation.archive}>)" if citation.archive else ""
    read = f"read on {day_in_words(citation.accessed)}" if citation.accessed else ""
    if kept or read:
        yield ", ".join(filter(None, (kept, read)))


def linked(citation: Citation, matcher: Matcher) -> str:
    """Return publisher, title and day of a source, linked where it has an address."""
    source = matcher.base.sources[citation.source]
    words = f"{source.publisher}, “{source.title}”"
    # In angle brackets a link does not unfold into a preview.
    shown = f"[{words}](<{source.url}>)" if source.url else words
    return f"{shown}, {day_in_words(source.published)}"
