"""What scores can't see: a name, number, date, negation or question word that the fact does not carry.

Swapped names score higher than honest rephrasings, so each of these refuses an answer by itself, whatever the score.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from knowledge.analysis import Analysis, Analyst
from knowledge.claims import NO_MEASURE, Asked, Claims
from knowledge.english import english
from knowledge.model import Fact, Source
from knowledge.text import split, stem

BlockKind = Literal["name", "unknown name", "number", "date", "negation", "opposite", "question word", "near miss"]
# A question must share at least so much with a near miss to be taken for it.
NEAR_MISS = 0.6
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Block:
    """Why a fact must not answer: the ``kind`` of thing, and the words of the question that it lacks."""

    kind: BlockKind
    what: str


@dataclass(frozen=True, slots=True)
class Telling:
    """The word of a near miss that sets it apart from its fact, its synonym groups, and how many ``lines`` have it."""

    token: str
    text: str
    groups: frozenset[int]
    lines: int = 1

    def is_in(self, question: Analysis) -> bool:
        """Whether the question has the word or a synonym of it."""
        return self.token in question.tokens or not self.groups.isdisjoint(question.concepts)


@dataclass(frozen=True)
class Carried:
    """All that a fact can be asked about, gathered from its texts once.

    ``mentioned`` adds to ``entities`` those in the answer and its sources; ``core`` are the persons in the canonical
    question, ``casts`` the persons of each phrasing, ``asked`` for each
    question word the casts that it is asked with. ``telling`` is what sets each near miss apart.
    ``groups`` are the synonym groups of all its texts, ``stems`` the stems of its phrasings,
    ``first`` those of the canonical question.
    """

    entities: frozenset[str]
    mentioned: frozenset[str]
    core: frozenset[str]
    casts: frozenset[frozenset[str]]
    claims: Claims
    asked: Mapping[Asked, frozenset[frozenset[str]]]
    always_negated: bool
    stems: frozenset[str]
    first: frozenset[str]
    has_date: bool
    near_misses: tuple[Analysis, ...]
    telling: tuple[Telling | None, ...]
    groups: frozenset[int]
    known: frozenset[str]


class Guard:
    """Checks questions against what facts carry."""

    def __init__(self, analyst: Analyst, rarity: Callable[[str], float]) -> None:
        self._finder = analyst.finder
        self._analyst = analyst
        self._rarity = rarity

    def carried(self, fact: Fact, sources: Iterable[Source]) -> Carried:
        """Gather what ``fact`` carries; ``sources`` are those it cites."""
        asked = [self._analyst.stored(text) for text in fact.asked_as]
        told = [self._analyst.told(text) for text in (fact.answer, *_side_texts(fact), *_source_texts(sources))]
        entities = frozenset(fact.entities).union(*(text.entities for text in asked))
        mentioned = frozenset().union(*(text.entities for text in told), (p.by for p in fact.positions))
        kinds: dict[Asked, set[frozenset[str]]] = {}
        for text in asked:
            for kind in text.claims.asked:
                kinds.setdefault(kind, set()).add(self._persons(text.entities))
        near_misses = tuple(self._analyst.stored(text) for text in fact.not_)
        known = frozenset(token for text in (*asked, *told) for token in text.tokens)
        groups = frozenset(group for text in (*asked, *told) for group in text.concepts)
        return Carried(
            near_misses=near_misses,
            telling=tuple(self._telling(text, known, groups) for text in near_misses),
            groups=groups,
            known=known,
            entities=entities,
            mentioned=self._with_implied(entities | mentioned),
            core=self._persons(asked[0].entities),
            casts=frozenset(self._persons(text.entities) for text in asked),
            claims=_joined([text.claims for text in (*asked, *told)], _dates(fact, sources), asked),
            asked={kind: frozenset(casts) for kind, casts in kinds.items()},
            always_negated=all(text.claims.negated for text in asked),
            stems=frozenset(token for text in asked for token in text.tokens),
            first=frozenset(asked[0].tokens),
            has_date=fact.happened is not None,
        )

    def block(self, question: Analysis, carried: Carried) -> Block | None:
        """Return the first reason why a fact that carries ``carried`` must not answer, or None."""
        return (
            self._name_block(question, carried)
            or _number_block(question.claims, carried.claims)
            or _negation_block(question, carried)
            or _opposite_block(question, carried)
            or self._asked_block(question, carried)
            or self._measure_block(question, carried)
        )

    def near_miss(self, question: Analysis, carried: Carried, nearest: float, skip: int = -1) -> Block | None:
        """Return a block when a ``not`` line of the fact fits the question better than the fact does.

        It does when the question has the line's telling word, or is nearer to the line than to every phrasing;
        ``nearest`` is the cosine with the nearest phrasing, ``skip`` a line to leave out.
        """
        for at, line in enumerate(carried.near_misses):
            if at == skip:
                continue
            telling = carried.telling[at]
            if telling and telling.is_in(question):
                return Block("near miss", telling.text)
            if self._cosine(question, line) > max(nearest, NEAR_MISS):
                return Block("near miss", "")
        return None

    def off_limits(self, question: Analysis, carried: Carried, telling: Iterable[Telling | None]) -> Block | None:
        """Return a block when the question has a telling word of another fact that this fact lacks as well."""
        for word in telling:
            if word and word.token not in carried.known and word.groups.isdisjoint(carried.groups):
                if word.is_in(question):
                    return Block("near miss", word.text)
        return None

    def foreign(self, facts: Iterable[Fact], phrased: Container[str]) -> tuple[Telling, ...]:
        """Return the telling words of all near misses that no phrasing (``phrased``) and no answer of the base has.

        What is only ever asked in vain is answered by no fact, not only by the one whose editor thought of it.
        """
        every = tuple(facts)
        lines = [self._analyst.stored(text) for fact in every for text in fact.not_]
        told = [self._analyst.told(fact.answer) for fact in every] if lines else []
        known = _Union(phrased, self._analyst.askable.union(token for text in told for token in text.tokens))
        found = [telling for line in lines if (telling := self._telling(line, known, frozenset()))]
        lines_with = Counter(telling.token for telling in found)
        return tuple(replace(telling, lines=lines_with[telling.token]) for telling in sorted(set(found), key=_by_token))

    def _telling(self, line: Analysis, known: Container[str], groups: frozenset[int]) -> Telling | None:
        strange = [(self._rarity(token), token, text) for token, text in zip(line.tokens, line.texts, strict=True)
                   if token not in known]  # fmt: skip
        if not strange:
            return None
        _, token, text = max(strange)
        own = self._analyst.concepts_of(split(text)) if text else frozenset()
        # A word that has a synonym among the fact's own words sets nothing apart.
        return None if own & groups else Telling(token, text or self._finder.names[token[1:]], own)

    def _cosine(self, one: Analysis, other: Analysis) -> float:
        def length(tokens: frozenset[str]) -> float:
            return sum(self._rarity(token) ** 2 for token in tokens)

        ours, theirs = frozenset(one.tokens), frozenset(other.tokens)
        return length(ours & theirs) / (length(ours) * length(theirs) or 1.0) ** 0.5

    def _with_implied(self, entities: frozenset[str]) -> frozenset[str]:
        return entities.union(*(self._finder.implied.get(entity, frozenset()) for entity in entities))

    def _persons(self, entities: Iterable[str]) -> frozenset[str]:
        return frozenset(entity for entity in entities if self._finder.kinds.get(entity) == "person")

    def _name_block(self, question: Analysis, carried: Carried) -> Block | None:
        if question.strangers:
            return Block("unknown name", question.strangers[0])
        persons = self._persons(question.entities)
        # A fact about nobody in particular answers only for those it is said to be about.
        allowed = carried.mentioned if carried.core else carried.mentioned - (persons - carried.entities)
        for entity in sorted(question.entities - allowed):
            return Block("name", self._finder.names[entity])
        others = persons - carried.core
        # Somebody stands where the fact has somebody else: only a phrasing with the same cast allows it.
        if others and carried.core - persons and persons not in carried.casts:
            return Block("name", self._finder.names[min(others)])
        return None

    def _asked_block(self, question: Analysis, carried: Carried) -> Block | None:
        named = self._persons(question.entities) & carried.core
        for asked in sorted(question.claims.asked):
            # "who ran it after him" names the very man whom the fact's own "who ran it" asks for.
            casts = carried.asked.get(asked, ())
            carries = any(named <= cast for cast in casts) if asked == "who" else bool(casts)
            if not (carries or self._answers(asked, question, carried)):
                return Block("question word", asked)
        return None

    def _measure_block(self, question: Analysis, carried: Carried) -> Block | None:
        """Block a fact that lacks the measure which is asked for: the "tall" of "how tall is he?"."""
        for how, text, token in zip(question.texts, question.texts[1:], question.tokens[1:], strict=False):
            if how != "how" or text in NO_MEASURE or token in carried.known:
                continue
            groups = self._analyst.concepts_of(split(text))
            if text and groups.isdisjoint(carried.groups):
                return Block("question word", f"how {text}")
        return None

    def _answers(self, asked: Asked, question: Analysis, carried: Carried) -> bool:
        unnamed = carried.mentioned - question.entities
        match asked:
            case "when":
                return carried.has_date
            case "how many":
                return bool(carried.claims.numbers)
            case "who":
                return any(self._finder.kinds.get(entity) in ("person", "organisation") for entity in unnamed)
            case "where":
                return any(self._finder.kinds.get(entity) == "place" for entity in unnamed)
            case "why" | "how long":
                return False


def _by_token(telling: Telling) -> tuple[str, str]:
    return telling.token, telling.text


@dataclass(frozen=True, slots=True)
class _Union:
    one: Container[str]
    other: Container[str]

    def __contains__(self, item: object) -> bool:
        return item in self.one or item in self.other


def _side_texts(fact: Fact) -> Iterable[str]:
    for citation in fact.citations:
        yield citation.supports or ""
        yield citation.via or ""
    for position in fact.positions:
        yield position.says


def _source_texts(sources: Iterable[Source]) -> Iterable[str]:
    for source in sources:
        yield source.publisher
        yield source.relays or ""


def _dates(fact: Fact, sources: Iterable[Source]) -> Iterable[str]:
    yield from (fact.happened or "").split("/")
    yield from (source.published for source in sources)
    yield from (position.on or "" for position in fact.positions)


def _joined(claims: list[Claims], dates: Iterable[str], asked: list[Analysis]) -> Claims:
    years, months, weekdays, numbers = set[str](), set[int](), set[str](), set[str]()
    for part in (text.split("-") for text in dates if text):
        years.add(part[0])
        if len(part) > 1:
            months.add(int(part[1]))
        if len(part) > 2:
            numbers.add(str(int(part[2])))
            weekdays.add(_WEEKDAY_NAMES[date(int(part[0]), int(part[1]), int(part[2])).weekday()])
    return Claims(
        numbers=frozenset(numbers).union(*(claim.numbers for claim in claims)),
        years=frozenset(years).union(*(claim.years for claim in claims)),
        months=frozenset(months).union(*(claim.months for claim in claims)),
        weekdays=frozenset(weekdays).union(*(claim.weekdays for claim in claims)),
        negated=any(text.claims.negated for text in asked),
    )


def _number_block(question: Claims, carried: Claims) -> Block | None:
    for number in sorted(question.numbers - carried.numbers):
        # "feb 17" may be a day or a year.
        if f"20{number}" not in carried.years:
            return Block("number", number)
    for year in sorted(question.years - carried.years):
        return Block("date", year)
    for month in sorted(question.months - carried.months):
        return Block("date", _MONTH_NAMES[month - 1])
    for weekday in sorted(question.weekdays - carried.weekdays):
        return Block("date", weekday.capitalize())
    return None


def _negation_block(question: Analysis, carried: Carried) -> Block | None:
    if question.claims.negated != carried.claims.negated and (question.claims.negated or carried.always_negated):
        return Block("negation", "not")
    return None


def _opposite_block(question: Analysis, carried: Carried) -> Block | None:
    opposites = english().opposites
    for text, token in zip(question.texts, question.tokens, strict=True):
        others = opposites.get(text) or opposites.get(token)
        if others and token not in carried.stems and any(stem(other) in carried.first for other in others):
            return Block("opposite", text)
    return None
