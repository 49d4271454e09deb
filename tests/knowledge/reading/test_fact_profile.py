from datetime import date

import pytest

from knowledge.language.analysis import Analyst
from knowledge.model import Citation, Entity, Fact, FactBase, Position, Source
from knowledge.reading.fact_profile import FactProfile, FactProfiler, persons

ENTITIES = (
    Entity("anna-berg", "Anna Berg", "person"),
    Entity("tom-lind", "Tom Lind", "person"),
    Entity("rosa-novak", "Rosa Novak", "person"),
    Entity("otto-rask", "Otto Rask", "person"),
    Entity("northfield", "Northfield", "place"),
    Entity("gazette", "Northfield Gazette", "organisation"),
    Entity("wire", "Kvlt Wire", "organisation"),
)
SOURCES = (Source("gazette", "Northfield Gazette", "News", "2024-03-01", relays="Kvlt Wire"),)
FACT = Fact(
    id="dues",
    question="Why did Anna Berg dismiss Tom Lind?",
    phrasings=("who dismissed Tom Lind", "why was he never kept by Anna Berg and Rosa Novak"),
    answer="Over 45k of dues from June 2023, it was said on a Tuesday.",
    citations=(Citation("gazette", supports="all 7 letters", via="Otto Rask"),),
    as_of=date(2024, 3, 1),
    happened="2022-11/2023-12-24",
    positions=(Position("tom-lind", "he paid 12 bills", on="2024-02-29"), Position("a passer-by", "no")),
    not_=("Why did Anna Berg hire Tom Lind?",),
)


def carried_by(fact: Fact) -> FactProfile:
    base = FactBase((fact,), {source.id: source for source in SOURCES}, ENTITIES)
    return FactProfiler(base, Analyst(base)).profile(0)


PROFILE = carried_by(FACT)


def test_a_fact_is_about_those_in_its_phrasings() -> None:
    assert PROFILE.entities == {"anna-berg", "tom-lind", "rosa-novak"}


def test_a_fact_mentions_those_in_its_answer_sources_and_positions_as_well() -> None:
    assert PROFILE.mentioned >= {"anna-berg", "tom-lind", "rosa-novak", "otto-rask", "gazette", "wire", "northfield"}
    assert "a passer-by" in PROFILE.mentioned


def test_the_core_are_the_persons_of_the_canonical_question() -> None:
    assert PROFILE.core == {"anna-berg", "tom-lind"}


def test_each_phrasing_but_one_that_asks_who_has_its_cast() -> None:
    assert set(PROFILE.casts) == {frozenset({"anna-berg", "tom-lind"}), frozenset({"anna-berg", "rosa-novak"})}


def test_question_words_come_with_their_casts() -> None:
    assert PROFILE.question_words == {
        "why": {frozenset({"anna-berg", "tom-lind"}), frozenset({"anna-berg", "rosa-novak"})},
        "who": {frozenset({"tom-lind"})},
    }


def test_claims_come_from_every_text_and_date() -> None:
    assert PROFILE.claims.numbers >= {"45000", "7", "12", "1", "24", "29"}
    assert PROFILE.claims.years == {"2022", "2023", "2024"}
    assert PROFILE.claims.months == {2, 3, 6, 11, 12}
    assert PROFILE.claims.weekdays == {"tuesday", "friday", "sunday", "thursday"}


def test_one_negated_phrasing_carries_the_negation_but_not_always() -> None:
    assert PROFILE.claims.negated
    assert not PROFILE.always_negated


def test_stems_are_of_all_phrasings_and_first_of_the_canonical_question() -> None:
    assert {"keep", "dismiss"} <= set(PROFILE.stems)
    assert "dismiss" in PROFILE.first
    assert "keep" not in PROFILE.first


def test_a_fact_that_happened_has_a_date() -> None:
    bare = carried_by(Fact("dues", "What is due?", "Nothing.", (Citation("gazette"),), date(2024, 3, 1)))

    assert PROFILE.has_date
    assert not bare.has_date
    assert bare.claims.years == {"2024"}
    assert bare.core == frozenset()


def test_entities_that_editors_name_are_carried() -> None:
    named = Fact("dues", "What?", "So.", (Citation("gazette"),), date(2024, 3, 1), entities=("otto-rask",))

    assert carried_by(named).entities == {"otto-rask"}


def test_a_fact_knows_the_words_of_its_wordings_and_of_all_it_tells() -> None:
    assert {"dismiss", "letter", "bill"} <= PROFILE.known


def test_what_is_gathered_while_the_wordings_are_read_is_what_a_later_reader_finds() -> None:
    base = FactBase((FACT,), {source.id: source for source in SOURCES}, ENTITIES)
    profiler = FactProfiler(base, Analyst(base))

    assert [text.tokens for text in profiler.wordings(0)] == [
        Analyst(base).stored(text).tokens for text in FACT.wordings
    ]
    assert profiler.profile(0) == PROFILE


@pytest.mark.parametrize(
    ("entities", "found"),
    [((), set()), (("anna-berg", "northfield", "gazette"), {"anna-berg"}), (("a passer-by",), set())],
)
def test_persons_are_told_from_places(entities: tuple[str, ...], found: set[str]) -> None:
    assert persons(entities, Analyst(FactBase((), {}, ENTITIES)).finder) == found
