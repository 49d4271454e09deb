"""A base as its site has it: by the alphabet, by topic, by name and by source, and what is new or corrected."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bot.desk.history import Said
from knowledge.model import Correction, Entity, Fact, FactBase

# Ids of the entities that a fact is about.
About = Callable[[Fact], Iterable[str]]


@dataclass(frozen=True)
class Catalogue:
    """The facts of a base in the orders in which the site shows them; ``about`` says whom each fact is about.

    ``earlier`` has what facts said before, by their ids, the oldest first.
    """

    base: FactBase
    about: About
    earlier: Mapping[str, Sequence[Said]] = field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each entity by its id."""
        return {entity.id: entity.name for entity in self.base.entities}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts by the alphabet of their questions."""
        return tuple(sorted(self.base.facts, key=lambda fact: (fact.question.casefold(), fact.id)))

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """Each fact by its id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def topics(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts of each topic, topics by the alphabet."""
        grouped = _grouped(self.facts, lambda fact: fact.topics)
        return {topic: grouped[topic] for topic in sorted(grouped)}

    @cached_property
    def about_entities(self) -> Mapping[str, tuple[Entity, ...]]:
        """The entities that each fact is about, by the alphabet of their names."""
        return {fact.id: self._entities_of(fact) for fact in self.facts}

    @cached_property
    def entities(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts about each entity that has any, by the alphabet of their names."""
        grouped = _grouped(self.facts, lambda fact: [entity.id for entity in self.about_entities[fact.id]])
        ordered = sorted(self.base.entities, key=lambda entity: (entity.name.casefold(), entity.id))
        return {entity.id: grouped[entity.id] for entity in ordered if entity.id in grouped}

    @cached_property
    def sources(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts that rest on each source, the latest report first."""
        grouped = _grouped(self.facts, lambda fact: [citation.source for citation in fact.citations])
        ordered = sorted(self.base.sources.values(), key=lambda source: source.id)
        ordered.sort(key=lambda source: source.published, reverse=True)
        return {source.id: grouped.get(source.id, ()) for source in ordered}

    @cached_property
    def newest(self) -> tuple[Fact, ...]:
        """All facts, the latest first."""
        return tuple(sorted(self.facts, key=began, reverse=True))

    @cached_property
    def corrections(self) -> tuple[tuple[Correction, Fact], ...]:
        """All corrections with their facts, the latest first."""
        found = [(correction, fact) for fact in self.facts for correction in fact.corrections]
        return tuple(sorted(found, key=lambda one: one[0].on, reverse=True))

    @cached_property
    def _known(self) -> Mapping[str, Entity]:
        return {entity.id: entity for entity in self.base.entities}

    def _entities_of(self, fact: Fact) -> tuple[Entity, ...]:
        ids = {*self.about(fact), *fact.entities, *(position.by for position in fact.positions)}
        found = (self._known[name] for name in ids if name in self._known)
        return tuple(sorted(found, key=lambda entity: (entity.name.casefold(), entity.id)))


def began(fact: Fact) -> date:
    """Return the day since which a fact is there, as far as the base tells: it was published, else last checked."""
    return fact.publish_at.date() if fact.publish_at else fact.as_of


def changed(fact: Fact) -> date:
    """Return the last day on which anything of a fact was published, checked or corrected."""
    return max((began(fact), fact.as_of, *(correction.on for correction in fact.corrections)))


def _grouped(facts: Iterable[Fact], keys: Callable[[Fact], Iterable[str]]) -> dict[str, tuple[Fact, ...]]:
    grouped: dict[str, list[Fact]] = {}
    for fact in facts:
        for key in dict.fromkeys(keys(fact)):
            grouped.setdefault(key, []).append(fact)
    return {key: tuple(found) for key, found in grouped.items()}
