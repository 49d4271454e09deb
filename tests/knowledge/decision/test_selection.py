import numpy as np
import pytest

from knowledge.decision.judgement import NEAR, SIGNALS, judgement
from knowledge.decision.matcher import Matcher
from knowledge.language.analysis import Analyst
from knowledge.reading.blocks import Block
from knowledge.retrieval.retriever import LeftOut

JUDGEMENT = judgement("sentences")
TOLL, FERRY, LIND = range(3)
QUESTIONS = [
    "how much is the toll on North Bridge",
    "when did the ferry first sail",
    "why was Lind sacked",
    "zzkrx",
    "the",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_candidate_has_every_signal(town: Matcher, question: str) -> None:
    found = town.gathered(question)

    assert found.signals.shape == (len(found.retrieved.facts), len(SIGNALS))
    assert len(found.wordings) == len(found.retrieved.facts)
    assert np.isfinite(found.signals).all()


@pytest.mark.parametrize(
    ("question", "fact"), [(QUESTIONS[TOLL], TOLL), (QUESTIONS[FERRY], FERRY), (QUESTIONS[LIND], LIND)]
)
def test_the_fact_that_is_asked_for_is_selected(town: Matcher, question: str, fact: int) -> None:
    found = town.gathered(question)

    chosen = town.selector.select(found, JUDGEMENT)

    assert chosen.place is not None
    assert int(found.retrieved.facts[chosen.place]) == fact
    assert 0.0 < chosen.chance < 1.0


def test_what_is_blocked_is_refused_and_the_next_one_stands_in(town: Matcher) -> None:
    found = town.gathered("how much is the toll on South Bridge")
    toll = found.retrieved.facts.tolist().index(TOLL)

    chosen = town.selector.select(found, JUDGEMENT)

    assert chosen.place != toll
    assert chosen.refused[toll] == Block("name", "South Bridge")


def test_where_all_are_refused_nothing_is_selected(town: Matcher) -> None:
    chosen = town.selector.select(town.gathered("how much does Kowalski pay"), JUDGEMENT)

    assert chosen.place is None
    assert chosen.chance == 0.0
    assert {block.kind for block in chosen.refused.values()} == {"unknown name"}


def test_an_absent_fact_is_not_selected(town: Matcher) -> None:
    found = town.gathered(QUESTIONS[TOLL])

    chosen = town.selector.select(found, JUDGEMENT, absent=TOLL)

    assert chosen.place is None or int(found.retrieved.facts[chosen.place]) != TOLL


def test_a_refused_rival_makes_nobody_surer(town: Matcher) -> None:
    found = town.gathered("how much is the toll on South Bridge")
    places = [place for place, fact in enumerate(found.retrieved.facts) if int(fact) != TOLL]
    every = range(len(found.retrieved.facts))
    share = len(SIGNALS) + 2

    among_all = town.selector.features(found, JUDGEMENT, places[:1], every)[0]
    among_the_rest = town.selector.features(found, JUDGEMENT, places[:1], places)[0]

    assert among_all[share] < among_the_rest[share]


def left_out(town: Matcher, text: str, fact: int, wording: int) -> tuple[float, bool]:
    place = sum(len(one.wordings) for one in town.base.facts[:fact]) + wording
    analysis = Analyst(town.base).stored(text)
    found = town.selector.collect(analysis, text, LeftOut(fact, place))
    at = found.retrieved.facts.tolist().index(fact)
    return float(found.signals[at, NEAR]), town.selector.block(found, at) is None


def test_a_wording_that_is_left_out_is_no_longer_near(town: Matcher) -> None:
    text = town.base.facts[TOLL].wordings[2]
    whole = town.gathered(text)
    near = float(whole.signals[whole.retrieved.facts.tolist().index(TOLL), NEAR])

    assert near == pytest.approx(1.0, abs=0.02)
    assert left_out(town, text, TOLL, 2)[0] < near


def test_a_fact_is_never_blocked_for_its_own_left_out_wording(town: Matcher) -> None:
    for wording, text in enumerate(town.base.facts[LIND].wordings):
        assert left_out(town, text, LIND, wording)[1]


@pytest.mark.parametrize(
    ("question", "block"),
    [
        ("how much is the toll on North Bridge", None),
        ("how much is the toll on South Bridge", Block("name", "South Bridge")),
        ("Which bank collects the toll on North Bridge?", Block("near miss", "")),
        ("what is the toll on North Bridge in 2019", Block("date", "2019")),
    ],
)
def test_an_objection_is_what_keeps_a_fact_from_answering(town: Matcher, question: str, block: Block | None) -> None:
    assert town.objection(question, town.base.facts[TOLL]) == block


def test_kinship_holds_both_ways_and_for_each_with_itself(town: Matcher) -> None:
    kinship = town.selector.kinship(town.gathered("toll"))

    assert kinship.tolist() == kinship.T.tolist()
    assert kinship.diagonal().all()


def test_only_a_fact_with_not_lines_has_a_foil_of_its_own(town: Matcher) -> None:
    found = town.gathered("which bank collects the toll on North Bridge?")
    toll = found.retrieved.facts.tolist().index(TOLL)

    foils, without = town.selector.own_foils(found), town.selector.own_foils(found, skip=0)

    assert np.flatnonzero(~np.isnan(foils)).tolist() == [toll]
    assert foils[toll] == pytest.approx(town.selector.foil(found))
    assert foils[toll] > 0.9
    assert np.isnan(without).all()
