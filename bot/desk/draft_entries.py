"""From a draft to the entry that it is beside the facts of a base, as the format writes it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from bot.desk.drafting import Draft
from bot.desk.lines import Item, citations_in, lines_of, positions_in
from knowledge.model import Fact, FactBase
from knowledge.service.publishing import Entry

# Characters of an id made from a question, of the 80 that an id may have; a number may be put behind it.
LONGEST_ID = 60


def entry_of(draft: Draft, base: FactBase) -> Entry:
    """Return the entry that a draft is beside the facts of a base; what it leaves to the fact that it edits stays."""
    kept = written(fact_of(draft, base))
    brought = named_sources(draft, base)
    sources = tuple(source for _, source in brought)
    notes = [*kept["corrections"], *([{"on": draft.day, "note": draft.note}] if draft.note.strip() else [])]
    fact = {
        "id": _id_of(draft, base),
        "question": draft.question,
        "phrasings": lines_of(draft.wordings),
        "not": lines_of(draft.near_misses),
        "answer": draft.answer,
        "status": draft.status,
        "as_of": draft.as_of.strip() or draft.day,
        "happened": draft.happened.strip(),
        "entities": kept["entities"] if draft.entities is None else _entities(draft.entities, base),
        "topics": lines_of(draft.topics),
        "citations": _citations(draft, brought, kept["citations"]),
        "positions": kept["positions"] if draft.positions is None else _called(positions_in(draft.positions), brought),
        "related": kept["related"] if draft.related is None else _related(draft.related, base),
        "corrections": notes,
        **_standing(draft, fact_of(draft, base)),
    }
    # What is empty is left out, but for what no fact may lack: that is then told.
    needed = ("id", "question", "answer")
    new = [source for source in sources if source["id"] not in base.sources]
    told = tuple({key: text for key, text in source.items() if text} for source in new)
    return Entry({key: value for key, value in fact.items() if value or key in needed}, told)


def fact_of(draft: Draft, base: FactBase) -> Fact | None:
    """Return the fact that a draft edits, None where it edits none."""
    return next((fact for fact in base.facts if fact.id == draft.of), None)


def written(fact: Fact | None) -> dict[str, list[Any]]:
    """Return what a draft may leave to its fact, as the format writes it."""

    def plain(items: Iterable[Any]) -> list[Item]:
        return [{key: str(value) for key, value in asdict(item).items() if value is not None} for item in items]

    return {
        "entities": list(fact.entities if fact else ()),
        "related": list(fact.related if fact else ()),
        "citations": plain(fact.citations if fact else ()),
        "positions": plain(fact.positions if fact else ()),
        "corrections": plain(fact.corrections if fact else ()),
    }


def _standing(draft: Draft, fact: Fact | None) -> dict[str, str]:
    """Return when it is due again and who may know of it: what a draft leaves open stays as its fact has it.

    A day for the next check that the last one has met goes: else the fact would be overdue for ever.
    """
    checked, due = draft.as_of.strip() or draft.day, str((fact and fact.review_by) or "")
    kept = {
        "review_by": due if checked < due else "",
        "publish_at": str((fact and fact.publish_at) or ""),
        "draft": "yes" if fact and fact.draft else "",
        "audience": fact.audience if fact and fact.audience != "everyone" else "",
    }
    typed = {key: getattr(draft, key) for key in kept}
    return {key: text if typed[key] is None else typed[key] for key, text in kept.items()}


def named_sources(draft: Draft, base: FactBase) -> list[tuple[str, Item]]:
    """Return the sources that a draft brings along with their ids, each behind what the draft calls it.

    Its id is that of the base where that has the address, else its own, or a new one where another source has that.
    """
    by_url = {source.url: source.id for source in base.sources.values() if source.url}
    taken, named = set(base.sources), []
    for source in draft.sources:
        own = source.id if source.id not in taken else ""
        made = own or new_id(f"{source.publisher} {source.published}", taken, "source")
        name = by_url.get(source.url.strip()) or made
        taken.add(name)
        named.append((source.id or name, asdict(source) | {"id": name}))
    return named


def citations_of(cited: Iterable[str], known: Iterable[Item]) -> list[Item]:
    """Return what is known of each source that is cited, or the bare citation; what names no source comes last."""
    items = list(known)
    found = [[item for item in items if item.get("source") == source] or [{"source": source}] for source in cited]
    return [*(item for one in found for item in one), *(item for item in items if "source" not in item)]


def new_id(text: str, taken: set[str], otherwise: str = "new") -> str:
    """Return an id made of a text that is not taken yet."""
    bare = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    whole = "-".join(re.findall(r"[a-z0-9]+", bare))[:LONGEST_ID].strip("-") or otherwise
    return next(name for number in range(1, len(taken) + 3)
                if (name := whole if number == 1 else f"{whole}-{number}") not in taken)  # fmt: skip


def _id_of(draft: Draft, base: FactBase) -> str:
    taken = {fact.id for fact in base.facts}
    if draft.of or (draft.name and draft.name not in taken):
        return draft.of or draft.name
    return new_id(draft.question, taken)


def _citations(draft: Draft, brought: list[tuple[str, Item]], kept: list[Item]) -> list[Item]:
    known = kept if draft.citations is None else _called(citations_in(draft.citations), brought)
    return citations_of(dict.fromkeys([*draft.cited, *(source["id"] for _, source in brought)]), known)


def _called(items: Iterable[Item], brought: list[tuple[str, Item]]) -> list[Item]:
    """Return items with the ids of sources for what the draft calls them."""
    ids = {name: source["id"] for name, source in brought}
    return [item | {"source": ids.get(item["source"], item["source"])} if "source" in item else item for item in items]


def _entities(text: str, base: FactBase) -> list[str]:
    names = ((name, entity.id) for entity in base.entities for name in (entity.name, *entity.aliases))
    return _resolved(text, {entity.id for entity in base.entities}, names)


def _related(text: str, base: FactBase) -> list[str]:
    questions = ((fact.question, fact.id) for fact in base.facts)
    return _resolved(text, {fact.id for fact in base.facts}, questions)


def _resolved(text: str, known: set[str], named: Iterable[tuple[str, str]]) -> list[str]:
    """Return a line each as an id: its own, or that of the only one so named; else as typed, so that it is told."""
    typed = list(dict.fromkeys(lines_of(text)))
    if known.issuperset(typed):
        return typed
    ids: dict[str, set[str]] = {}
    for name, one in named:
        ids.setdefault(_plain(name), set()).add(one)
    found = ({line} if line in known else ids.get(_plain(line), set()) for line in typed)
    resolved = (next(iter(one)) if len(one) == 1 else line for line, one in zip(typed, found, strict=True))
    return list(dict.fromkeys(resolved))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
