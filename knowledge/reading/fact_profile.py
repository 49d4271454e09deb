"""All that a fact can be asked about, gathered from its texts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.claims import Claims
from knowledge.language.english import QuestionWord, english
from knowledge.language.entities import EntityFinder
from knowledge.model import Fact, FactBase, Source

# Up to so many facts what each carries is gathered at once, so that no first question waits for it.
SMALL = 20_000


@dataclass(frozen=True)
class FactProfile:
    """What a fact carries.

    ``entities`` it is about; ``mentioned`` adds those in its answer and sources; ``owners`` are those whose something
    its wordings tell of. ``core`` are the persons in the canonical question, ``subjects`` what else it names, ``casts``
    how many wordings have which persons, ``question_words`` the casts that each question word comes with. ``first`` and
    ``first_groups`` are the tokens and synonym groups of the canonical question, ``stems`` how many wordings have which
    token, ``acts`` who does something to whom, ``owned`` how many have a token or synonym group as something of whose.
    ``known`` and ``groups`` are the tokens and synonym groups of all wordings and of the answer.
    """

    entities: frozenset[str]
    mentioned: frozenset[str]
    owners: frozenset[str]
    core: frozenset[str]
    subjects: frozenset[str]
    casts: Mapping[frozenset[str], int]
    claims: Claims
    question_words: Mapping[QuestionWord, frozenset[frozenset[str]]]
    always_negated: bool
    stems: Mapping[str, int]
    first: frozenset[str]
    first_groups: frozenset[int]
    acts: Mapping[tuple[str, str], int]
    owned: Mapping[str | int, Mapping[str, int]]
    has_date: bool
    has_number: bool
    known: frozenset[str]
    groups: frozenset[int]


class FactProfiler:
    """Gathers what the facts of one base carry: of a small base at once, of a large one when a fact is first met."""

    def __init__(self, base: FactBase, analyst: Analyst) -> None:
        self._base = base
        self._analyst = analyst
        self._finder = analyst.finder
        self._is_small = len(base.facts) <= SMALL
        self._profiles: dict[int, FactProfile] = {}

    def wordings(self, place: int) -> list[Analysis]:
        """Return the analysed wordings of the fact at ``place``; its profile is made on the way."""
        asked = self._analyse(place)
        if self._is_small:
            self._profiles[place] = self._gather(place, asked)
        return asked

    def profile(self, place: int) -> FactProfile:
        """Return the profile of the fact at ``place``."""
        found = self._profiles.get(place)
        if found is None:
            found = self._profiles[place] = self._gather(place, self._analyse(place))
        return found

    def _analyse(self, place: int) -> list[Analysis]:
        return [self._analyst.stored(text) for text in self._base.facts[place].wordings]

    def _gather(self, place: int, asked: list[Analysis]) -> FactProfile:
        fact = self._base.facts[place]
        cited = [self._base.sources[citation.source] for citation in fact.citations]
        told = [self._analyst.told(text) for text in (fact.answer, *_side_texts(fact), *_source_texts(cited))]
        entities = frozenset(fact.entities).union(*(text.entities - text.owners for text in asked))
        mentioned = entities.union(*(text.entities for text in (*asked, *told)), (p.by for p in fact.positions))
        return FactProfile(
            entities=entities,
            mentioned=mentioned.union(*(self._finder.implied.get(entity, ()) for entity in mentioned)),
            owners=frozenset().union(*(text.owners for text in asked)),
            core=self._cast(asked[0]),
            subjects=asked[0].entities - persons(asked[0].entities, self._finder),
            casts=Counter(self._cast(text) for text in asked if "who" not in text.claims.question_words),
            claims=_joined([text.claims for text in (*asked, *told)], _dates(fact, cited), asked),
            question_words=self._question_words(asked),
            always_negated=all(text.claims.negated for text in asked),
            stems=Counter(token for text in asked for token in set(text.tokens)),
            first=frozenset(asked[0].tokens),
            first_groups=asked[0].concepts,
            acts=Counter(act for text in asked for act in text.acts),
            owned=self._owned(asked),
            has_date=fact.happened is not None,
            has_number=any(text.claims.numbers for text in (*asked, *told)),
            known=frozenset(token for text in (*asked, *told) for token in text.tokens),
            groups=frozenset(group for text in (*asked, *told) for group in text.concepts),
        )

    def _cast(self, text: Analysis) -> frozenset[str]:
        """Return the persons of a text, without those who only own somebody: the mayor in "the mayor's driver"."""
        return persons(text.entities - text.owners, self._finder)

    def _owned(self, texts: Iterable[Analysis]) -> Mapping[str | int, Mapping[str, int]]:
        owned: dict[str | int, Counter[str]] = {}
        for whose in (whose for text in texts for whose in text.owned):
            topics: tuple[str | int, ...] = (whose.token, *self._analyst.groups_of(whose.text))
            for topic in topics:
                owned.setdefault(topic, Counter())[whose.owner] += 1
        return owned

    def _question_words(self, texts: Iterable[Analysis]) -> Mapping[QuestionWord, frozenset[frozenset[str]]]:
        casts: dict[QuestionWord, set[frozenset[str]]] = {}
        for text in texts:
            for kind in text.claims.question_words:
                casts.setdefault(kind, set()).add(self._cast(text))
        return {kind: frozenset(found) for kind, found in casts.items()}


def persons(entities: Iterable[str], finder: EntityFinder) -> frozenset[str]:
    """Return those of ``entities`` that are persons."""
    return frozenset(entity for entity in entities if finder.kinds.get(entity) == "person")


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
    dated: set[tuple[int, str]] = set()
    for part in (text.split("-") for text in dates if text):
        years.add(part[0])
        if len(part) > 1:
            months.add(int(part[1]))
            dated.add((int(part[1]), part[0]))
        if len(part) > 2:
            numbers.add(str(int(part[2])))
            weekdays.add(english().calendar.weekdays[date(int(part[0]), int(part[1]), int(part[2])).weekday()])
    return Claims(
        numbers=frozenset(numbers).union(*(claim.numbers for claim in claims)),
        years=frozenset(years).union(*(claim.years for claim in claims)),
        months=frozenset(months).union(*(claim.months for claim in claims)),
        weekdays=frozenset(weekdays).union(*(claim.weekdays for claim in claims)),
        dated=frozenset(dated).union(*(claim.dated for claim in claims)),
        seasons=frozenset().union(*(claim.seasons for claim in claims)),
        negated=any(text.claims.negated for text in asked),
    )
