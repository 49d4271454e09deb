"""Names and sides of a draft as its form shows them: entities, related facts, positions, citations.

What the draft leaves to its fact is shown as the fact has it, and stays with the fact as long as nobody changes it.
What would not come back as it is, or is too long for a field, is not shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.desk.draft_entries import citations_of, fact_of, named_sources, written
from bot.desk.drafting import Draft, draft_of
from bot.desk.lines import (
    Item,
    citation_faults,
    citations_in,
    citations_text,
    lines_of,
    parts_of,
    position_faults,
    positions_in,
    positions_text,
)
from bot.limits import FIELD
from knowledge.errors import Problem
from knowledge.model import FactBase


def shown_sides(draft: Draft, base: FactBase) -> dict[str, str]:
    """Return the text of each field that there is room for, by the name that the draft has for it."""
    kept = written(fact_of(draft, base))
    positions = _whole(positions_text(kept["positions"]), positions_in, kept["positions"])
    texts = {
        "entities": "\n".join(kept["entities"]) if draft.entities is None else draft.entities,
        "related": "\n".join(kept["related"]) if draft.related is None else draft.related,
        "positions": positions if draft.positions is None else draft.positions,
        "citations": _citations(draft, base, kept["citations"]),
    }
    return {name: text for name, text in texts.items() if text is not None and len(text) <= FIELD}


def with_sides(draft: Draft, typed: Mapping[str, str], base: FactBase) -> Draft:
    """Return a draft with what was typed in the fields that were shown; its citations say which sources it cites.

    A source that the draft brings along is cited in any case: its own form takes it out.
    """
    shown = shown_sides(draft, base)
    changed = {name: text for name, text in typed.items() if lines_of(text) != lines_of(shown.get(name, ""))}
    if not changed:
        return draft
    # From now on lines may name them, so their names must not move with their publishers.
    names = [name for name, _ in named_sources(draft, base)]
    sources = tuple(replace(source, id=name) for source, name in zip(draft.sources, names, strict=True))
    draft = replace(draft_of(draft.plain() | changed), sources=sources)
    if "citations" not in changed:
        return draft
    ids = (item.get("source", "") for item in citations_in(changed["citations"]))
    return replace(draft, cited=tuple(dict.fromkeys(one for one in ids if one and one not in names)))


def faults_of(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with the lines of a draft, by field and number of the line."""
    found = (
        ("positions", position_faults(draft.positions or "")),
        ("citations", citation_faults(_standing(draft))),
    )
    for name, faults in found:
        for number, (what, remedy) in faults:
            yield Problem(name, number, what, remedy)


def _whole(text: str, read: Callable[[str], list[Item]], items: list[Item]) -> str | None:
    return text if read(text) == items else None


def _citations(draft: Draft, base: FactBase, kept: list[Item]) -> str | None:
    cited = dict.fromkeys([*draft.cited, *(name for name, _ in named_sources(draft, base))])
    if draft.citations is None:
        items = citations_of(cited, kept)
        return _whole(citations_text(items), citations_in, items)
    standing = _standing(draft)
    there = {item.get("source") for item in citations_in(standing)}
    new = citations_text({"source": source} for source in cited if source not in there)
    return "\n".join(filter(None, (standing, new)))


def _standing(draft: Draft) -> str:
    """Return the lines of a draft's citations but for those of sources that it cites no more."""
    cited = {"", *draft.cited, *(source.id for source in draft.sources)}
    lines = (draft.citations or "").split("\n")
    return "\n".join(line for line in lines if parts_of(line)[0] in cited)
