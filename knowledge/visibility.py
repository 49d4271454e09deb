"""What everybody may know of a base at a moment: without what waits for its hour, drafts and what is for the staff.

With a hidden fact goes all that only hidden facts use: sources, entities, groups of synonyms, references, lessons. What
no fact at all uses stays, as editors listed it. The version of what is left depends on nothing that is hidden.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from knowledge.language.english import english
from knowledge.language.entities import EntityFinder, Mention
from knowledge.language.text import TEXT_WORDS, Word, split
from knowledge.language.titles import is_role
from knowledge.loading.files import VERSION_DIGITS
from knowledge.model import Entity, Fact, FactBase

Hidden = Literal["draft", "staff", "embargo"]


def hidden_as(fact: Fact, at: datetime) -> Hidden | None:
    """Return why a fact does not exist for everybody at a moment; None where it does.

    A draft is nothing else beside, and what is for the staff stays so after any hour.
    """
    if fact.draft:
        return "draft"
    if fact.audience == "staff":
        return "staff"
    return "embargo" if fact.publish_at is not None and fact.publish_at > at else None


def next_change(base: FactBase, at: datetime) -> datetime | None:
    """Return the next hour after ``at`` at which a fact of ``base`` appears by itself; None where none will."""
    hours = (fact.publish_at for fact in base.facts if fact.publish_at and hidden_as(fact, at) == "embargo")
    return min(hours, default=None)


def visible(base: FactBase, at: datetime) -> FactBase:
    """Return what everybody may know at a moment: ``base`` itself where nothing in it is hidden."""
    hidden = [fact for fact in base.facts if hidden_as(fact, at)]
    if not hidden:
        return base
    names = {fact.id for fact in hidden}
    shown = [fact for fact in base.facts if fact.id not in names]
    gone = _only_used(_sources_of, hidden, shown)
    left = replace(
        base,
        facts=tuple(replace(fact, related=tuple(one for one in fact.related if one not in names)) for fact in shown),
        sources={name: source for name, source in base.sources.items() if name not in gone},
        entities=_entities_left(base.entities, hidden, shown),
        synonyms=_synonyms_left(base.synonyms, hidden, shown),
        locations={name: place for name, place in base.locations.items() if name not in names},
        lessons=tuple(lesson for lesson in base.lessons if lesson.fact not in names),
    )
    return replace(left, version=_version_of(left))


def _only_used(used: Callable[[Fact], Iterable[str]], hidden: Iterable[Fact], shown: Iterable[Fact]) -> set[str]:
    return {one for fact in hidden for one in used(fact)} - {one for fact in shown for one in used(fact)}


def _sources_of(fact: Fact) -> Iterator[str]:
    yield from (citation.source for citation in fact.citations)
    yield from (position.source for position in fact.positions if position.source)


def _entities_left(entities: tuple[Entity, ...], hidden: Sequence[Fact], shown: Sequence[Fact]) -> tuple[Entity, ...]:
    """Return the entities without those that only hidden facts name, and the offices without what served those."""
    reader = _NameReader(entities)
    named = {name for fact in hidden for name in reader.named(fact)}
    gone = named - {name for fact in shown for name in reader.named(fact, named)}
    # Whom an office served that only those held who are gone is gone as well, unless a fact in the open names it.
    while served := _served_by(entities, gone) - _served_by(entities, {one.id for one in entities} - gone) - gone:
        unnamed = served - {name for fact in shown for name in reader.named(fact, served)}
        if not unnamed:
            break
        gone |= unnamed
    return tuple(
        replace(one, offices=tuple(office for office in one.offices if office.whose not in gone))
        for one in entities
        if one.id not in gone
    )


def _served_by(entities: Iterable[Entity], holders: Collection[str]) -> set[str]:
    return {office.whose for one in entities if one.id in holders for office in one.offices if office.whose}


class _NameReader:
    """Tells whom a fact names: by id, or in a text by a name. A role tells nobody's name, and passes on."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._finder = EntityFinder(
            [
                replace(one, offices=(), aliases=tuple(alias for alias in one.aliases if not is_role(one, alias)))
                for one in entities
            ]
        )
        self._ids = frozenset(one.id for one in entities)
        self._names = {one.id: (one.name, *one.aliases) for one in entities}
        self._words = {
            name: {word.text for text in texts for word in split(text)} for name, texts in self._names.items()
        }

    def named(self, fact: Fact, wanted: Collection[str] | None = None) -> Iterator[str]:
        """Yield the ids of whom a fact names; only of those that are ``wanted``, for whom reading takes less time."""
        yield from fact.entities
        yield from (position.by for position in fact.positions if position.by in self._ids)
        looked_for = None if wanted is None else {word for name in wanted for word in self._words[name]}
        for text in _texts_of(fact):
            words = split(text, TEXT_WORDS)
            if looked_for is None or any(word.text in looked_for for word in words):
                yield from (one.entity for one in self._finder.find(words) if not self._is_another(one, words))

    def _is_another(self, mention: Mention, words: Sequence[Word]) -> bool:
        """Whether a lone word has a first name before it that isn't that of whoever is meant: "Karl Holm"."""
        if mention.end - mention.start > 1 or not mention.start or self._finder.kinds[mention.entity] != "person":
            return False
        before = words[mention.start - 1]
        is_name = before.written[:1].isupper() and before.text not in english().function_words
        return is_name and before.text not in self._words[mention.entity]


def _texts_of(fact: Fact) -> Iterator[str]:
    yield from (*fact.wordings, *fact.not_, fact.answer)
    for position in fact.positions:
        yield from (position.by, position.says)
    for citation in fact.citations:
        yield from filter(None, (citation.supports, citation.via, citation.quote))
    yield from (correction.note for correction in fact.corrections)


def _synonyms_left(
    groups: tuple[tuple[str, ...], ...], hidden: Iterable[Fact], shown: Iterable[Fact]
) -> tuple[tuple[str, ...], ...]:
    """Return the groups without those of which only hidden facts use a word."""
    of_hidden, of_shown = _stems_of(hidden), _stems_of(shown)

    def is_used(group: tuple[str, ...], stems: str) -> bool:
        return any(_stemmed(phrase) in stems for phrase in group)

    return tuple(group for group in groups if not is_used(group, of_hidden) or is_used(group, of_shown))


def _stems_of(facts: Iterable[Fact]) -> str:
    return "|".join(_stemmed(text) for fact in facts for text in _texts_of(fact))


def _stemmed(text: str) -> str:
    return f" {' '.join(word.stem for word in split(text, TEXT_WORDS))} "


def _version_of(base: FactBase) -> str:
    """Return hexadecimal digits that change with all that is left of a base, and with nothing else."""
    sources = sorted(base.sources.items())
    said = repr((base.facts, sources, base.entities, base.synonyms, base.lessons, base.review_after))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:VERSION_DIGITS]
