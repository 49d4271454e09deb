"""Names and offices that a fact has and no editor has listed: found by capitals, and by what stands before a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.language.english import english
from knowledge.language.entities import EntityFinder
from knowledge.language.names import names_in
from knowledge.language.text import Word, fold, split
from knowledge.model import Entity, Fact, FactBase

# Words of a name on end, with what may stand between them: "Bank of Southport", "Ludwig van Beethoven".
_RUN = re.compile(r"[A-Z][\w'\u2019-]*(?:\s+(?:of\s+(?:the\s+)?|de\s+|van\s+|von\s+)?[A-Z][\w'\u2019-]*)*")
_OWNER = re.compile(r"['\u2019]s?$")


@dataclass(frozen=True, slots=True)
class UnlistedOffice:
    """A title that stands before the name of an entity, which doesn't have it."""

    entity: Entity
    title: str


def names_of(base: FactBase, fact: Fact) -> tuple[str, ...]:
    """Return names as question and answer write them, that are among the base's by their capitals and not listed."""
    known, finder = names_in(base), EntityFinder(base.entities, base.end)
    titles = {word.text for source in base.sources.values() for word in split(source.publisher)}
    found = {}
    listed = _listed(base.entities)
    for text in (fact.question, fact.answer):
        for run in _RUN.finditer(listed.sub("", text)):
            name = _OWNER.sub("", run[0])
            words = split(name)
            content = [word for word in words if word.text not in english().function_words]
            is_name = bool(content) and all(word.text in known for word in content)
            # Who reported it is no matter of the fact.
            if is_name and not finder.find(words) and not titles.issuperset(word.text for word in content):
                found[fold(name)] = name
    return tuple(found.values())


def _listed(entities: Sequence[Entity]) -> re.Pattern[str]:
    """Return what finds the names of entities as they are written, the longest first: of "Berg & Sons" no "Sons"."""
    names = {name for entity in entities for name in (entity.name, *entity.aliases) if name[:1].isupper()}
    return re.compile(
        "|".join([*(rf"\b{re.escape(name)}(?!\w)" for name in sorted(names, key=len, reverse=True)), r"(?!)"])
    )


def offices_of(base: FactBase, fact: Fact) -> tuple[UnlistedOffice, ...]:
    """Return the titles that stand before listed persons in the answer, and that these persons do not have."""
    finder = EntityFinder(base.entities, base.end)
    entities = {entity.id: entity for entity in base.entities}
    found: dict[tuple[str, str], UnlistedOffice] = {}
    for sentence in re.split(r"[.;:!?,()]\s+", fact.answer):
        words = split(sentence)
        for mention in finder.find(words):
            entity = entities[mention.entity]
            title = _title_before(words, mention.start)
            is_persons = entity.kind == "person" and _is_named(words[mention.start : mention.end], entity)
            if title and is_persons and not any(f" {title} " in f" {told} " for told in _titles(entity)):
                found[entity.id, fold(title)] = UnlistedOffice(entity, title)
    return tuple(found.values())


def _title_before(words: tuple[Word, ...], end: int) -> str:
    """Return the title right before a place: a word that English has for an office, and what makes another of it."""
    titles = english().titles
    if not end or words[end - 1].text not in titles.head | titles.envoy:
        return ""
    start = end - 1
    while start and words[start - 1].text in titles.deputy:
        start -= 1
    return " ".join(word.text for word in words[start:end])


def _is_named(words: tuple[Word, ...], entity: Entity) -> bool:
    """Whether words are of the entity's name, and no role of it: "the mayor's driver" is no name."""
    return not {word.text for word in words}.isdisjoint(word.text for word in split(entity.name))


def _titles(entity: Entity) -> Iterator[str]:
    """Yield what is listed of an entity, folded: its aliases and offices."""
    for text in (*entity.aliases, *(office.title for office in entity.offices)):
        yield " ".join(word.text for word in split(text))
