"""What a matcher takes over from the one before it, and when it takes over nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.decision.inheritance import DRIFT
from knowledge.decision.matcher import Matcher
from knowledge.language.encoder import packaged_encoder
from knowledge.model import Citation, Entity, Fact, FactBase, Office, Source
from knowledge.retrieval.vector_store import VectorStore
from knowledge.service.soundness import unsound

DAY = date(2026, 3, 1)
TOLD = {
    "How much is the toll on North Bridge?": "Cars pay 4 dollars since May 2024.",
    "When did the ferry make its first trip?": "The ferry first sailed on 3 June 2021.",
    "Who is the mayor of Brackwater?": "The mayor has been Anna Berg since 2023.",
    "Why was the library closed?": "The library was closed because its roof leaked.",
    "How many trees were felled in the park?": "The town had 41 trees felled.",
    "Where will the new school be built?": "The school is to stand beside the old mill.",
    "Who bought the cannery?": "Lind & Sons bought the cannery for 2 million dollars.",
    "What did the audit of the harbour find?": "The audit found that 17 invoices were missing.",
    "How long did the strike of the bus drivers last?": "The strike lasted nine days.",
    "When does the swimming pool open?": "The pool opens at 7 in the morning.",
    "Who painted the lighthouse?": "Rosa Novak painted the lighthouse in 2020.",
    "How old is the town hall?": "The town hall was built in 1887.",
    "Which firm collects the rubbish?": "Grell Waste collects the rubbish since January.",
    "What is the fine for parking on the quay?": "Whoever parks on the quay pays 60 dollars.",
    "How did the council vote on the tram line?": "The council voted nine to four for the tram line.",
    "Who leads the fire brigade?": "Otto Quist leads the fire brigade.",
    "Why did the baker sue the landlord?": "The baker sued because the heating had failed.",
    "How much snow fell in the storm?": "The storm brought 30 centimetres of snow.",
    "What was stolen from the museum?": "A silver cup was stolen from the museum.",
    "When is the next election of the school board?": "The school board is elected on 5 November 2026.",
}
BRIDGE, FERRY, PARK = 0, 1, 4
BERG = Entity("berg", "Anna Berg", "person", offices=(Office("mayor", from_="2023"),))
ASKED = (
    *TOLD,
    "toll bridge?",
    "whats the price for crossing north bridge",
    "why did the baker sue the mayor",
    "who stole the cup",
    "how high is the lighthouse",
    "when was the first sailing of the ferry",
    "is the mayor elected in november",
)


def base_of(facts: Iterable[Fact], **more: object) -> FactBase:
    sources = {"gazette": Source("gazette", "Gazette", "All the news", "2026-03-01")}
    return FactBase(tuple(facts), sources, **({"entities": (BERG,)} | more))  # type: ignore[arg-type]


BASE = base_of(
    Fact(f"fact-{at}", question, answer, (Citation("gazette"),), DAY)
    for at, (question, answer) in enumerate(TOLD.items())
)


def with_fact(base: FactBase, place: int, **changes: object) -> FactBase:
    fact = replace(base.facts[place], **changes)  # type: ignore[arg-type]
    return replace(base, facts=(*base.facts[:place], fact, *base.facts[place + 1 :]))


@pytest.fixture(scope="module")
def store() -> VectorStore:
    return VectorStore(packaged_encoder())


@pytest.fixture(scope="module")
def before(store: VectorStore) -> Matcher:
    return Matcher(BASE, store=store)


def is_whole(matcher: Matcher) -> bool:
    return matcher.drift == 0 and len(matcher.unproven) == len(matcher.base.facts)


CHANGES = {
    "answer": with_fact(BASE, FERRY, answer="The ferry first sailed on 4 July 2022, a year late."),
    "phrasing": with_fact(BASE, PARK, phrasings=("felled trees park",)),
    "removed": base_of(BASE.facts[:FERRY] + BASE.facts[FERRY + 1 :]),
    "added": base_of([
        *BASE.facts,
        Fact("circus", "Why did the circus leave?", "It left because of the heat.", (Citation("gazette"),), DAY),
    ]),
    "turned": base_of(BASE.facts[::-1]),
}  # fmt: skip


@pytest.mark.parametrize("base", CHANGES.values(), ids=CHANGES)
def test_what_takes_over_decides_as_what_was_built_whole(base: FactBase, before: Matcher, store: VectorStore) -> None:
    heir, whole = Matcher(base, store=store, before=before), Matcher(base, store=store)

    assert not is_whole(heir)
    assert is_whole(whole)
    for question in ASKED:
        one, other = heir.candidates(question), whole.candidates(question)
        assert (one[0].fact.id, one[0].block) == (other[0].fact.id, other[0].block)
        # Forms of one word are compared by the first of them that is met, which may be another.
        assert one[0].confidence == pytest.approx(other[0].confidence, abs=0.02)
        assert type(heir.decide(question)) is type(whole.decide(question))
    assert heir.threshold() == pytest.approx(whole.threshold(), abs=0.02)


def test_a_change_touches_its_own_fact_and_no_more_than_are_near(
    before: Matcher, store: VectorStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.decision.matcher.NEAR", 3)

    heir = Matcher(with_fact(BASE, FERRY, answer="The ferry sailed in 2022."), store=store, before=before)

    assert FERRY in heir.unproven
    # Three around what it was, three around what it is.
    assert len(heir.unproven) <= 6
    untouched = [one for one in heir.rehearsals if one.fact not in heir.unproven]
    assert set(untouched) <= set(before.rehearsals)
    assert untouched


def test_twice_as_many_facts_are_touched_as_are_looked_at_for_a_question(store: VectorStore) -> None:
    towns = ("Eastby", "Westby", "Norby")
    base = base_of(
        replace(fact, id=f"{fact.id}-{town}", question=f"{fact.question.rstrip('?')} in {town}?")
        for town in towns
        for fact in BASE.facts
    )
    first = Matcher(base, store=store)

    heir = Matcher(with_fact(base, FERRY, status="denied"), store=store, before=first)

    looked_at = len(first.gathered(BASE.facts[FERRY].question).retrieved.facts)
    assert looked_at == 12
    # Those around one of its texts need not be those around another.
    assert 2 * looked_at <= len(heir.unproven) < 4 * looked_at


def test_what_stood_near_a_fact_that_is_gone_is_touched(
    before: Matcher, store: VectorStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.decision.matcher.NEAR", 3)

    heir = Matcher(CHANGES["removed"], store=store, before=before)

    assert 1 <= len(heir.unproven) <= 3


@pytest.mark.parametrize(
    "base",
    [
        pytest.param(replace(BASE, entities=()), id="entities"),
        pytest.param(replace(BASE, synonyms=(("toll", "fee"),)), id="synonyms"),
        pytest.param(base_of(replace(fact, status="denied") for fact in BASE.facts), id="more-than-a-tenth"),
        pytest.param(with_fact(BASE, FERRY, answer="The ferry, an anna on an anna, sailed."), id="a-name"),
    ],
)  # fmt: skip
def test_a_base_that_reads_otherwise_is_built_whole(base: FactBase, before: Matcher, store: VectorStore) -> None:
    assert is_whole(Matcher(base, store=store, before=before))


@pytest.mark.parametrize(("until", "takes_over"), [("2026-03", False), ("2026-12", True)])
def test_who_is_in_office_on_the_day_on_which_the_facts_end_decides(
    until: str, takes_over: bool, store: VectorStore  # noqa: FBT001
) -> None:  # fmt: skip
    entities = (replace(BERG, offices=(Office("mayor", from_="2023", until=until),)),)
    first = Matcher(replace(BASE, entities=entities), store=store)

    later = with_fact(first.base, FERRY, as_of=DAY + timedelta(days=60))

    assert is_whole(Matcher(later, store=store, before=first)) is not takes_over


def test_little_by_little_a_base_is_built_whole_again(before: Matcher, store: VectorStore) -> None:
    matcher, drifts = before, []
    for place in range(4):
        matcher = Matcher(with_fact(matcher.base, place, status="denied"), store=store, before=matcher)
        drifts.append(matcher.drift)

    assert drifts == [1, 2, 0, 1]
    assert DRIFT * len(TOLD) == 2


def test_a_word_that_is_no_name_any_more_is_read_again_wherever_it_stands(before: Matcher, store: VectorStore) -> None:
    """ "Waste" is a name until a text has it in small letters."""
    base = with_fact(BASE, FERRY, answer="The ferry, with waste on board, first sailed on 3 June 2021.")

    heir, whole = Matcher(base, store=store, before=before), Matcher(base, store=store)

    assert "waste" in before.analyst.names - heir.analyst.names
    rubbish = next(fact for fact in base.facts if "rubbish" in fact.question)
    assert heir.texts_of(rubbish).told == whole.texts_of(rubbish).told
    assert base.facts.index(rubbish) in heir.unproven


def test_what_a_change_hides_is_found(before: Matcher, store: VectorStore) -> None:
    """The facts around a changed one are proved to be found by their own questions again."""
    question = BASE.facts[BRIDGE].question
    base = with_fact(BASE, FERRY, question="How much is it on North Bridge, the toll?", not_=(question,))

    heir = Matcher(base, store=store, before=before)

    assert {BRIDGE, FERRY} <= heir.unproven
    assert unsound(heir) == unsound(Matcher(base, store=store))


def test_remarks_that_a_change_brings_or_takes_are_noticed(before: Matcher, store: VectorStore) -> None:
    chatty = Matcher(with_fact(BASE, FERRY, phrasings=("lol",)), store=store, before=before)

    assert not before.has_remarks
    assert chatty.has_remarks
    assert not Matcher(BASE, store=store, before=chatty).has_remarks


def test_no_more_texts_are_kept_than_may_be_and_nothing_is_decided_otherwise(
    before: Matcher, store: VectorStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.reading.fact_text.MOST", 3)
    lean = Matcher(BASE, store=store)

    assert [lean.decide(question) for question in ASKED] == [before.decide(question) for question in ASKED]
    assert len(lean.texts._made) == 3
