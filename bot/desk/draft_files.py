"""A file that an editor hands in for a draft: wordings, one a line, or a draft as the bot hands it out.

Such a draft need not be one that may be published: what is left out is empty, and the checks tell of it later. What a
draft has no place for is refused, so that nothing goes missing without a word.
"""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from bot.desk.draft_entries import entry_of, fact_of, written
from bot.desk.draft_records import CONTROL, DELETE, MOST_ITEMS, DraftFile, FactInFile, RecordInFile, SourceInFile
from bot.desk.drafting import Draft, NewSource
from bot.desk.lines import Item, citations_text, lines_of, positions_text
from knowledge.errors import FactBaseError, Problem
from knowledge.language.text import fold
from knowledge.loading.nodes import YamlMap, read_yaml
from knowledge.loading.schema_problems import schema_problems
from knowledge.model import FactBase, Source

# So many wordings of the longest, in a script of two bytes a letter, with the rest of a fact; and no more, since the
# store keeps what is in it.
FILE_BYTES = 128 * 1024


def with_wordings(draft: Draft, content: bytes, file: str) -> tuple[Draft, int]:
    """Return a draft with the wordings of a text file behind its own, and how many of them it did not have.

    Raises:
        FactBaseError: with every reason why nothing of it is taken, by ``file`` and line.
    """
    text = _text(content, file)
    odd = [number for number, line in enumerate(text.split("\n"), 1) if CONTROL.search(line)]
    if odd:
        raise FactBaseError(tuple(Problem(file, line, "an invisible control character", DELETE) for line in odd))
    own, brought = lines_of(draft.wordings), lines_of(text)
    if not brought:
        raise FactBaseError((Problem(file, 0, "no wording in it", "write them one a line"),))
    new = _new_wordings([draft.question, *own], brought) if len(brought) <= MOST_ITEMS else brought
    if len(own) + len(new) > MOST_ITEMS:
        what = f"{len(new)} wordings beside {len(own)}; a fact takes {MOST_ITEMS}"
        raise FactBaseError((Problem(file, 0, what, "leave out those that bring nothing new"),))
    return replace(draft, wordings="\n".join([*own, *new])) if new else draft, len(new)


def _new_wordings(own: list[str], brought: list[str]) -> list[str]:
    """Return the wordings that say something in other words than those before them, in their order."""
    new = dict.fromkeys(map(fold, own), "")
    for line in brought:
        new.setdefault(fold(line), line)
    return [line for line in new.values() if line]


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
        read = DraftFile.model_validate(root)
    except ValidationError as error:
        found = schema_problems(error.errors(include_url=False), root, 1, file, DraftFile)
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


def _misplaced(draft: Draft, read: DraftFile, file: str, base: FactBase) -> Iterator[Problem]:
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


def _filled(draft: Draft, read: DraftFile, base: FactBase) -> Draft:
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
        review_by=fact.review_by,
        publish_at=fact.publish_at,
        draft=fact.draft,
        audience=fact.audience,
        name="",
    )
    made = entry_of(filled, base).name
    return filled if draft.of or fact.id in (None, made) else replace(filled, name=str(fact.id))


def _is_known(source: SourceInFile, known: Source | None) -> bool:
    """Whether the base has a source of that id that says the same."""
    said = (known.publisher, known.title, known.published, known.url or "") if known else None
    return said == (source.publisher, source.title, source.published, source.url)


def _new_notes(draft: Draft, fact: FactInFile, base: FactBase) -> list[str]:
    kept = written(fact_of(draft, base))["corrections"]
    return [one.note for one in fact.corrections if {"on": one.on, "note": one.note} not in kept]


def _items(records: tuple[RecordInFile, ...]) -> list[Item]:
    return [record.model_dump() for record in records]
