"""A file that an editor hands in for a draft: wordings, one a line, or a draft as the bot hands it out.

Such a draft need not be one that may be published: what is left out is empty, and the checks tell of it later. What a
draft has no place for is refused, so that nothing goes missing without a word.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic import StringConstraints as Text

from bot.desk.draft_entries import entry_of, fact_of, written
from bot.desk.drafting import LONGEST_DAY, LONGEST_SOURCE, MOST_SOURCES, Draft, NewSource
from bot.desk.lines import Item, citations_text, lines_of, positions_text
from knowledge.errors import FactBaseError, Problem
from knowledge.language.text import fold
from knowledge.loading.nodes import YamlMap, read_yaml
from knowledge.loading.schema import ANSWER_LIMIT, LINE_LIMIT, QUESTION_LIMIT, Id
from knowledge.loading.schema_problems import schema_problems
from knowledge.model import FactBase, Source, Status

# Items of a list of a draft. More than twelve wordings bring little; each is asked of the whole base in every preview.
MOST_ITEMS = 100
# So many wordings of the longest, in a script of two bytes a letter, with the rest of a fact; and no more, since the
# store keeps what is in it.
FILE_BYTES = 128 * 1024
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_DELETE = "delete the invisible character"


def _readable(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError(f"with an invisible control character; {_DELETE}")
    return text


def _on_one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("over several lines; write it on one")
    return _readable(text)


_Line = Annotated[str, Text(strip_whitespace=True, max_length=LINE_LIMIT), AfterValidator(_on_one_line)]
_Question = Annotated[str, Text(strip_whitespace=True, max_length=QUESTION_LIMIT), AfterValidator(_on_one_line)]
_Address = Annotated[str, Text(strip_whitespace=True, max_length=LONGEST_SOURCE), AfterValidator(_on_one_line)]
_Day = Annotated[str, Text(strip_whitespace=True, max_length=LONGEST_DAY), AfterValidator(_on_one_line)]
_Lines = Annotated[tuple[_Line, ...], Field(max_length=MOST_ITEMS)]
_Questions = Annotated[tuple[_Question, ...], Field(max_length=MOST_ITEMS)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Source(_Record):
    id: Id
    publisher: _Line = ""
    title: _Line = ""
    published: _Day = ""
    url: _Address = ""


class _Citation(_Record):
    source: _Line
    supports: _Line = ""
    via: _Line = ""


class _Position(_Record):
    by: _Line = ""
    says: _Line = ""
    on: _Day = ""
    source: _Line = ""


class _Correction(_Record):
    on: _Day = ""
    note: Annotated[str, Text(max_length=LINE_LIMIT), AfterValidator(_readable)]


class _Fact(_Record):
    id: Id | None = None
    question: _Question = ""
    phrasings: _Questions = ()
    not_: Annotated[_Questions, Field(alias="not")] = ()
    answer: Annotated[str, Text(max_length=ANSWER_LIMIT), AfterValidator(_readable)] = ""
    status: Status = "reported"
    as_of: _Day = ""
    happened: _Day = ""
    entities: _Lines = ()
    topics: _Lines = ()
    citations: Annotated[tuple[_Citation, ...], Field(max_length=MOST_ITEMS)] = ()
    positions: Annotated[tuple[_Position, ...], Field(max_length=MOST_ITEMS)] = ()
    related: _Lines = ()
    corrections: Annotated[tuple[_Correction, ...], Field(max_length=MOST_ITEMS)] = ()


class _File(_Record):
    sources: Annotated[tuple[_Source, ...], Field(max_length=MOST_SOURCES)] = ()
    facts: Annotated[tuple[_Fact, ...], Field(min_length=1, max_length=MOST_ITEMS)]


def with_wordings(draft: Draft, content: bytes, file: str) -> tuple[Draft, int]:
    """Return a draft with the wordings of a text file behind its own, and how many of them it did not have.

    Raises:
        FactBaseError: with every reason why nothing of it is taken, by ``file`` and line.
    """
    text = _text(content, file)
    odd = [number for number, line in enumerate(text.split("\n"), 1) if _CONTROL.search(line)]
    if odd:
        raise FactBaseError(tuple(Problem(file, line, "an invisible control character", _DELETE) for line in odd))
    own, brought = lines_of(draft.wordings), lines_of(text)
    known = {fold(line) for line in (draft.question, *own)}
    new = list({fold(line): line for line in reversed(brought) if fold(line) not in known}.values())[::-1]
    if not brought:
        raise FactBaseError((Problem(file, 0, "no wording in it", "write them one a line"),))
    if len(own) + len(new) > MOST_ITEMS:
        what = f"{len(new)} wordings beside {len(own)}; a fact takes {MOST_ITEMS}"
        raise FactBaseError((Problem(file, 0, what, "leave out those that bring nothing new"),))
    return replace(draft, wordings="\n".join([*own, *new])) if new else draft, len(new)


def filled_from(draft: Draft, content: bytes, file: str, base: FactBase) -> Draft:
    """Return a draft with all that a YAML file of one fact says in the place of what it said itself.

    Raises:
        FactBaseError: with every reason why nothing of it is taken, by ``file`` and line.
    """
    root, problems = read_yaml(_text(content, file), file)
    if problems or not isinstance(root, YamlMap):
        empty = Problem(file, 0, "no fact in it", "hand in a draft as the bot hands it out, from 'facts:' on")
        raise FactBaseError(tuple(problems) or (empty,))
    try:
        read = _File.model_validate(root)
    except ValidationError as error:
        found = schema_problems(error.errors(include_url=False), root, 1, file, _File)
        # There is but one fact, so nobody asks which.
        raise FactBaseError(tuple(replace(one, what=one.what.replace("facts.1.", "", 1)) for one in found)) from None
    if faults := tuple(_misplaced(draft, read, file, base)):
        raise FactBaseError(faults)
    return _filled(draft, read, base)


def _text(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FactBaseError((Problem(file, line, "not UTF-8 text", "save the file as UTF-8"),)) from None


def _misplaced(draft: Draft, read: _File, file: str, base: FactBase) -> Iterator[Problem]:
    """Yield what is sound in itself and belongs into no draft, or into another one."""
    fact, names = read.facts[0], [source.id for source in read.sources]
    if len(read.facts) > 1:
        remedy = "hand each in by itself, in a draft of its own, or all of them as a spreadsheet with /desk import"
        yield Problem(file, 0, f"{len(read.facts)} facts, and a draft is one", remedy)
    elif draft.of and fact.id not in (None, draft.of):
        remedy = f"hand it in where that is edited, or delete the line 'id: {fact.id}'"
        yield Problem(file, 0, f"it has '{fact.id}', and this draft edits '{draft.of}'", remedy)
    elif not draft.of and any(one.id == fact.id for one in base.facts):
        yield Problem(file, 0, f"'{fact.id}' is there already", "open it with /desk edit, and hand the file in there")
    if len(set(names)) < len(names):
        yield Problem(file, 0, "two sources with one id", "give one of them another id")
    if len(_new_notes(draft, fact, base)) > 1:
        remedy = "publish them one after the other, or make one note of them"
        yield Problem(file, 0, "several new corrections, and a draft has one note to readers", remedy)


def _filled(draft: Draft, read: _File, base: FactBase) -> Draft:
    fact = read.facts[0]
    new = [source for source in read.sources if not _is_known(source, base.sources.get(source.id))]
    names = {source.id for source in new}
    filled = replace(
        draft,
        question=fact.question,
        answer=fact.answer,
        status=fact.status,
        cited=tuple(dict.fromkeys(one.source for one in fact.citations if one.source not in {"", *names})),
        sources=tuple(NewSource(**source.model_dump()) for source in new),
        wordings="\n".join(fact.phrasings),
        near_misses="\n".join(fact.not_),
        happened=fact.happened,
        as_of=fact.as_of,
        topics="\n".join(fact.topics),
        note="".join(_new_notes(draft, fact, base)),
        entities="\n".join(fact.entities),
        related="\n".join(fact.related),
        positions=positions_text(_items(fact.positions)),
        citations=citations_text(_items(fact.citations)),
        name="",
    )
    made = entry_of(filled, base).name
    return filled if draft.of or fact.id in (None, made) else replace(filled, name=str(fact.id))


def _is_known(source: _Source, known: Source | None) -> bool:
    """Whether the base has a source of that id that says the same."""
    said = (known.publisher, known.title, known.published, known.url or "") if known else None
    return said == (source.publisher, source.title, source.published, source.url)


def _new_notes(draft: Draft, fact: _Fact, base: FactBase) -> list[str]:
    kept = written(fact_of(draft, base))["corrections"]
    return [one.note for one in fact.corrections if {"on": one.on, "note": one.note} not in kept]


def _items(records: tuple[_Record, ...]) -> list[Item]:
    return [record.model_dump() for record in records]
