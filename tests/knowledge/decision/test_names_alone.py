"""A name and nothing else: who or what that is."""

from dataclasses import replace

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.model import Entity, Fact, Office


def test_a_bare_name_gets_who_it_is_and_not_where_or_whether(town: Matcher) -> None:
    toll, ferry, lind = town.base.facts
    identity = replace(lind, id="who-is-lind", question="Who is Tom Lind?", phrasings=("who's Tom Lind",), related=())
    matcher = Matcher(replace(town.base, facts=(toll, ferry, lind, identity)))

    outcome = matcher.decide("lind?", precision=0.5)

    assert isinstance(outcome, Answer)
    assert outcome.fact is identity
    assert not any(
        isinstance(matcher.decide(text), Answer) for text in ("was lind there", "where is lind", "when was lind")
    )


def test_a_bare_name_that_no_fact_explains_is_not_answered(town: Matcher) -> None:
    assert not isinstance(town.decide("Tom Lind", precision=0.5), Answer)


def test_what_a_document_says_is_more_than_its_name(town: Matcher) -> None:
    toll, ferry, lind = town.base.facts
    act = replace(ferry, id="act", question="What does the Harbour Act demand?", phrasings=("harbour act rules",),
                  answer="The Harbour Act says that whoever lands must pay within a week.", related=())  # fmt: skip
    entities = (*town.base.entities, Entity("harbour-act", "Harbour Act", "law"))
    matcher = Matcher(replace(town.base, facts=(toll, ferry, lind, act), entities=entities))

    assert isinstance(matcher.decide("what does the Harbour Act say", precision=0.5), Answer)
    assert not isinstance(matcher.decide("what is the Harbour Act", precision=0.5), Answer)


def test_who_holds_an_office_is_told_by_a_fact_of_the_holder(town: Matcher) -> None:
    toll, ferry, lind = town.base.facts
    kept = tuple(one for one in town.base.entities if one.id != "tom-lind")
    holm = Entity("eva-holm", "Eva Holm", "person", ("Holm",), (Office("harbour master", from_="2024"),))
    taken = replace(lind, id="taken", question="Who became harbour master in 2024?", phrasings=("new harbour master",),
                    answer="Eva Holm became harbour master in March 2024.", related=())  # fmt: skip
    matcher = Matcher(replace(town.base, facts=(toll, ferry, taken), entities=(*kept, holm)))

    assert _told(matcher, "who is the harbour master") is taken
    assert _told(matcher, "who's harbor master") is taken


def _told(matcher: Matcher, question: str) -> Fact | None:
    outcome = matcher.decide(question, precision=0.5)
    return outcome.fact if isinstance(outcome, Answer) else None
