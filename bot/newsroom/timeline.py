"""What happened when: the facts about one or two names or topics, between two days, in the order of their days."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.newsroom.written_days import Period, period_of
from knowledge.decision.matcher import Matcher
from knowledge.model import Entity, Fact

# Before the id of a topic where a name of the same spelling could be meant.
TOPIC = "topic:"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a timeline is about: an entity or a topic, by its id, with its name."""

    kind: Literal["entity", "topic"]
    id: str
    name: str

    @property
    def key(self) -> str:
        """What finds it again: the id, of a topic behind ``topic:``."""
        return f"{TOPIC}{self.id}" if self.kind == "topic" else self.id


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact, and the first and last day on which what it tells may have happened."""

    fact: Fact
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The facts that were wanted, in their order, and what there is besides.

    ``dated`` are all about the subjects that have a day, ``undated`` counts those that have none; ``alone`` says of
    each of two subjects how many dated facts are about it.
    """

    subjects: tuple[Subject, ...]
    asked: Period
    entries: tuple[Entry, ...]
    dated: tuple[Entry, ...]
    undated: int
    alone: tuple[int, ...]


def subjects_of(matcher: Matcher) -> tuple[Subject, ...]:
    """Return all that a timeline may be about: topics and names, those with the most facts first."""
    topics = Counter(topic for fact in matcher.base.facts for topic in fact.topics)
    named = Counter(name for fact in matcher.base.facts for name in fact.entities)
    found = [(named[one.id], Subject("entity", one.id, one.name)) for one in matcher.base.entities]
    found += [(count, Subject("topic", topic, topic)) for topic, count in topics.items()]
    return tuple(subject for _, subject in sorted(found, key=lambda each: (-each[0], each[1].name)))


def subjects_near(matcher: Matcher, typed: str, most: int) -> tuple[Subject, ...]:
    """Return the subjects that what has been typed may become, likeliest first."""
    start = _folded(typed.removeprefix(TOPIC))
    spelled = {entity.id: _spellings(entity) for entity in matcher.base.entities}
    ranked = []
    for place, one in enumerate(subjects_of(matcher)):
        names = spelled[one.id] if one.kind == "entity" else (_folded(one.name),)
        ranks = [0 if name.startswith(start) else 1 for name in names if f" {start}" in f" {name}"]
        if ranks:
            ranked.append((min(ranks), place, one))
    return tuple(one for _, _, one in sorted(ranked, key=lambda each: each[:2])[:most])


def subject_named(matcher: Matcher, name: str) -> Subject | None:
    """Return the one subject that has a name, an alias or an id; None where there is none, or more than one."""
    wanted = _folded(name.removeprefix(TOPIC))
    found = [one for one in subjects_of(matcher) if wanted in (_folded(one.id), _folded(one.name))]
    if name.startswith(TOPIC):
        found = [one for one in found if one.kind == "topic"]
    elif not found:
        known = {entity.id for entity in matcher.base.entities if wanted in _spellings(entity)}
        found = [one for one in subjects_of(matcher) if one.kind == "entity" and one.id in known]
    # A name is likelier meant than a topic of the same spelling, which can be told apart by its prefix.
    return next((one for one in found if one.kind == "entity"), found[0]) if found else None


def timeline_of(matcher: Matcher, subjects: tuple[Subject, ...], asked: Period) -> Timeline:
    """Return what happened to all of the subjects together in a period, earliest first.

    A fact is about whom its editors list, whom its question names, and about its topics: an answer names many besides.
    One that spans a month or a year belongs to every period that it reaches into.
    """
    of_each = [tuple(fact for fact in matcher.base.facts if _is_about(matcher, fact, one)) for one in subjects]
    wanted = [{fact.id for fact in facts} for facts in of_each]
    about = [fact for fact in matcher.base.facts if all(fact.id in facts for facts in wanted)]
    dated = tuple(sorted(_entries(about), key=lambda one: (one.period.first, one.period.last, one.fact.id)))
    return Timeline(
        subjects=subjects,
        asked=asked,
        entries=tuple(one for one in dated if one.period.meets(asked)),
        dated=dated,
        undated=len(about) - len(dated),
        alone=tuple(sum(bool(fact.happened) for fact in facts) for facts in of_each) if len(subjects) > 1 else (),
    )


def _entries(facts: Iterable[Fact]) -> Iterator[Entry]:
    for fact in facts:
        if fact.happened:
            first, _, last = fact.happened.partition("/")
            yield Entry(fact, Period(period_of(first).first, period_of(last or first).last))


def _is_about(matcher: Matcher, fact: Fact, subject: Subject) -> bool:
    if subject.kind == "topic":
        return subject.id in fact.topics
    return subject.id in fact.entities or subject.id in matcher.asked_about(fact)


def _spellings(entity: Entity) -> tuple[str, ...]:
    return tuple(_folded(name) for name in (entity.name, *entity.aliases))


def _folded(text: str) -> str:
    """Return a name as it is compared: topics are written with hyphens, and nobody minds capitals."""
    return " ".join(text.replace("-", " ").casefold().split())
