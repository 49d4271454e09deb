"""From what an editor typed into a form to a YAML stub, checked by the loader as if it lay in the fact base."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import FactBaseError, Problem
from knowledge.language.text import fold
from knowledge.loading.loader import load
from knowledge.model import FactBase

# Characters of an id made from a question, of the 80 that an id may have; a number may be put behind it.
LONGEST_ID = 60
# Characters of a line of the file, as in the curated ones.
WIDTH = 100
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an editor typed; ``source`` is the id of a source or "publisher; title; date; address".

    ``phrasings`` are the ways in which it has been asked.
    """

    question: str
    answer: str
    status: str
    source: str
    phrasings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stub:
    """A file for the fact base, and what the loader has to say of it."""

    name: str
    text: str
    problems: tuple[Problem, ...]


def stub_of(draft: Draft, base: FactBase, folder: Path, today: date) -> Stub:
    """Return the file that holds a draft, checked beside the files in ``folder``."""
    name = _new_id(draft.question, {fact.id for fact in base.facts})
    source, new = _source(draft.source, base)
    fact: dict[str, Any] = {"id": name, "question": draft.question, "phrasings": _others(draft), "not": []}
    fact |= {"answer": draft.answer, "status": draft.status, "as_of": today, "citations": [{"source": source}]}
    content: dict[str, Any] = ({"sources": [new]} if new else {}) | {"facts": [fact]}
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=WIDTH)
    return Stub(f"{name}.yaml", text, _problems(folder, f"{name}.yaml", text))


def _others(draft: Draft) -> list[str]:
    """Return the wordings in which it was asked, each once and without that of the draft itself."""
    own = fold(draft.question)
    return list({fold(text): text for text in draft.phrasings if fold(text) not in ("", own)}.values())


def _problems(folder: Path, name: str, text: str) -> tuple[Problem, ...]:
    try:
        load(folder, overlay={name: text.encode("utf-8", "replace")})
    except FactBaseError as error:
        return error.problems
    return ()


def _new_id(text: str, taken: set[str]) -> str:
    bare = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", bare)
    whole = "-".join(parts)[:LONGEST_ID].strip("-") or "new"
    return next(name for number in range(1, len(taken) + 3)
                if (name := whole if number == 1 else f"{whole}-{number}") not in taken)  # fmt: skip


def _source(typed: str, base: FactBase) -> tuple[str, dict[str, str] | None]:
    """Return the id to cite, and the source to add where it is a new one."""
    if typed.strip() in base.sources:
        return typed.strip(), None
    parts = [part.strip() for part in re.split(r"[;\n]", typed) if part.strip()]
    url = next((part for part in parts if part.startswith(("https://", "http://"))), None)
    published = next((part for part in parts if _DATE.fullmatch(part)), None)
    for source in base.sources.values():
        if url and source.url == url:
            return source.id, None
    plain = [part for part in parts if part not in (url, published)]
    fields = dict(zip(("publisher", "title"), plain, strict=False))
    name = _new_id(" ".join([fields.get("publisher", "source"), published or ""]), set(base.sources))
    optional = {"published": published, "url": url}
    return name, {"id": name, **fields, **{key: value for key, value in optional.items() if value}}
