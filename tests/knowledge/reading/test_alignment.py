"""Pairs of questions to one fact, of which one has what the other lacks: which signal tells, and which way it moves."""

import numpy as np
import pytest

from knowledge.model import Fact
from knowledge.reading.alignment import SIGNALS
from tests.knowledge.reading.support import fact, reading

ORGAN = fact(
    "How much did the new organ of the chapel cost?",
    "price of the chapel organ",
    "what did the parish pay for the organ",
    answer="The parish paid nine thousand dollars, because the pipes were rusty.",
)
SUIT = fact("Why did Anna Berg sue Tom Lind?", "reason for the suit against Tom Lind", answer="He had sold her boat.")
FLOOD = fact("When did the old dam break?", "since when has the dam been broken", answer="It broke in June.")
OPENING = fact("When did the museum open?", answer="It opened in May.")


@pytest.mark.parametrize(
    ("stored", "signal", "less", "more"),
    [
        pytest.param(ORGAN, "cover", "how much did the zeppelin cost", "how much did the organ cost", id="cover"),
        pytest.param(ORGAN, "gap", "how much did the organ cost", "how much did the zeppelin cost", id="gap"),
        pytest.param(
            ORGAN, "gaps", "how much did the zeppelin cost", "how much did the zeppelin crew cost the navy", id="gaps"
        ),
        pytest.param(ORGAN, "back", "how much did it cost", "how much did the new organ of the chapel cost", id="back"),
        pytest.param(
            ORGAN, "back gaps", "how much did the new organ of the chapel cost", "how much did it cost", id="back-gaps"
        ),
        pytest.param(ORGAN, "cover own", "were the zeppelins rusty", "were the pipes rusty", id="word-of-the-answer"),
        pytest.param(ORGAN, "gap own", "were the pipes rusty", "were the zeppelins rusty", id="word-nobody-has"),
        pytest.param(
            ORGAN, "cover all", "price of the zeppelin organ", "price of the parish organ", id="word-of-a-wording"
        ),
        pytest.param(ORGAN, "same kind", "who made the organ", "how much was the organ", id="same-kind"),
        pytest.param(ORGAN, "any kind", "when was the organ bought", "what is the organ worth of", id="any-kind"),
        pytest.param(ORGAN, "kind missing", "why was the organ so dear", "when did they buy the organ", id="no-date"),
        pytest.param(ORGAN, "kind held", "when did they buy the organ", "why was the organ so dear", id="a-reason"),
        pytest.param(ORGAN, "only asks who", "how much was the organ", "who made the organ", id="nobody-asks-who"),
        pytest.param(FLOOD, "thing fact", "what was the dam", "what was the colour of the dam", id="thing-it-lacks"),
        pytest.param(FLOOD, "has thing", "when did the dam break", "which dam broke", id="has-thing"),
        pytest.param(SUIT, "names missing", "why did Anna Berg sue Tom Lind", "why the suit", id="names-left-out"),
        pytest.param(SUIT, "names shared", "why did Anna Berg sue", "why did Anna Berg sue Tom Lind", id="names"),
        pytest.param(SUIT, "names foreign", "did Anna Berg sue", "did Rosa Novak sue", id="name-it-lacks"),
        pytest.param(
            SUIT, "names wording", "why did Anna Berg sue Tom Lind", "why did Rosa Novak sue Tom Lind", id="other-name"
        ),
        pytest.param(SUIT, "no names", "why did Anna Berg sue", "why was there a suit", id="no-names"),
        pytest.param(
            SUIT, "turned", "why did Anna Berg sue Tom Lind", "why did Tom Lind sue Anna Berg", id="turned-round"
        ),
        pytest.param(FLOOD, "negated", "when did the dam break", "when did the dam not break", id="negated"),
        pytest.param(OPENING, "opposite", "when did the museum open", "when did the museum close", id="opposite"),
        pytest.param(FLOOD, "now", "when did the dam break", "when did the dam break today", id="now"),
        pytest.param(FLOOD, "present", "when did the dam break", "when does the dam break", id="present"),
        pytest.param(FLOOD, "addressed", "when did the dam break", "when did you break the dam", id="addressed"),
        pytest.param(FLOOD, "generic", "when did the dam break", "when did a dam break", id="generic"),
        pytest.param(FLOOD, "turns", "when did the dam break", "when did the dam break without him", id="turning-word"),
        pytest.param(
            FLOOD, "claims missing", "did the dam break in June", "did the dam break in May", id="other-month"
        ),
        pytest.param(FLOOD, "claims missing", "when did the dam break", "when did 7 dams break", id="number"),
        pytest.param(ORGAN, "unnamed", "how much was the organ", "who sold the organ", id="no-name-to-give"),
        pytest.param(SUIT, "unnamed", "why was the boat sold", "what is the name of the boat", id="no-name-of-it"),
        pytest.param(FLOOD, "unknown", "when did the dam break", "when did the zzkrx break", id="unknown-word"),
        pytest.param(FLOOD, "bare", "did the dam break", "dam", id="bare"),
        pytest.param(FLOOD, "short", "when did the old museum dam break", "the dam", id="short"),
        pytest.param(FLOOD, "length", "when did the dam break", "when did the old museum dam break", id="length"),
        pytest.param(FLOOD, "yes or no", "when did the dam break", "did the dam break", id="yes-or-no"),
        pytest.param(FLOOD, "keywords", "when did the dam break", "old dam", id="keywords"),
    ],
)
def test_a_signal_tells_what_differs(stored: Fact, signal: str, less: str, more: str) -> None:
    held = reading(stored, FLOOD)

    assert held.signals(less)[signal] < held.signals(more)[signal]


def test_the_very_words_of_a_wording_are_carried_both_ways() -> None:
    held = reading(ORGAN)

    for at, wording in enumerate(ORGAN.wordings):
        near = [float(at == other) for other in range(3)]
        found = held.signals(wording, near=near)
        assert [found[name] for name in ("near", "cover", "back", "same kind")] == pytest.approx([1.0] * 4, abs=1e-3)
        assert [found[name] for name in ("gap", "gaps", "back gaps", "thing wording")] == pytest.approx([0.0] * 4)
        assert held.wording(wording, near) == at


@pytest.mark.parametrize("question", ["", "???", "the", "zzkrx", "how much did the organ cost " * 20])
def test_signals_are_finite_and_within_their_bounds(question: str) -> None:
    found = reading(ORGAN).signals(question)

    assert set(found) == set(SIGNALS)
    assert np.isfinite(list(found.values())).all()
    assert all(0.0 <= found[name] <= 1.0 + 1e-5 for name in ("cover", "cover all", "cover own", "back", "length"))
    assert all(found[name] <= 4.0 for name in ("gaps", "gaps all", "back gaps"))


def test_a_question_about_nothing_of_the_fact_lacks_no_more_than_so_much() -> None:
    found = reading(ORGAN).signals("violin penguin cactus oxygen opera algebra culvert zeppelin quartz lorry pension")

    assert found["gaps"] == found["gaps all"] == 4.0


@pytest.mark.parametrize(
    ("word", "lacking"),
    [
        pytest.param("surgeon", 0.52, id="like"),
        pytest.param("lawyer", 0.97, id="hardly-like"),
        pytest.param("bathe", 1.0, id="unlike"),
    ],
)
def test_a_word_of_like_meaning_is_carried_in_part(word: str, lacking: float) -> None:
    found = reading(fact("When did the police arrest the doctor?")).signals(f"when did the {word} come")

    assert found["gaps all"] == pytest.approx(lacking, abs=0.05)


@pytest.mark.parametrize(
    ("near", "wording"), [([0.9, 0.1, 0.1], 0), ([0.1, 0.9, 0.1], 1), ([0.1, 0.1, 0.9], 2)], ids=str
)
def test_a_fact_is_judged_by_the_wording_that_fits_best(near: list[float], wording: int) -> None:
    assert reading(ORGAN).wording("what about it", near) == wording


MOSTLY = "how much did the zzkrx organ of the chapel cost the zzkrx parish"


@pytest.mark.parametrize(
    ("question", "near", "wording"),
    [
        # The first covers .13 more of the question, and the question .06 less of it.
        pytest.param(MOSTLY, [0.500, 0.545, 0.0], 0, id="covers-more"),
        pytest.param(MOSTLY, [0.500, 0.562, 0.0], 1, id="covers-too-little-more"),
        # Of the second the question covers .085 more.
        pytest.param("chapel", [0.518, 0.500, 0.0], 1, id="is-covered-more"),
        pytest.param("chapel", [0.524, 0.500, 0.0], 0, id="is-covered-too-little-more"),
    ],
)
def test_coverage_makes_up_for_a_lower_cosine(question: str, near: list[float], wording: int) -> None:
    assert reading(ORGAN).wording(question, near) == wording


def test_a_wording_that_is_left_out_is_neither_chosen_nor_counted() -> None:
    held = reading(ORGAN)
    near = [0.2, 1.0, 0.2]

    whole = held.signals("price of the chapel organ", near=near)
    rest = held.signals("price of the chapel organ", near=near, left_out=1)

    assert held.wording("price of the chapel organ", near, left_out=1) != 1
    assert rest["near"] == pytest.approx(0.2)
    assert rest["cover"] < whole["cover"]
    assert rest["gaps all"] >= whole["gaps all"]


def test_a_fact_whose_only_wording_is_left_out_has_its_answer_alone() -> None:
    found = reading(FLOOD).signals("when did the old dam break", left_out=0, near=[1.0, 0.9])
    alone = reading(OPENING).signals("when did the museum open", left_out=0, near=[1.0])

    assert found["near"] == pytest.approx(0.9)
    assert alone["near"] == alone["cover"] == alone["back"] == 0.0
    assert alone["kind held"] == 1.0
    assert alone["cover own"] > 0.0


def test_a_synonym_is_as_good_as_the_word() -> None:
    held = reading(fact("What is the toll?"))

    assert held.signals("what is the fee")["gap"] == held.signals("what is the toll")["gap"] == 0.0
    assert held.signals("what is the zeppelin")["gap"] > 0.0


def test_the_words_of_a_question_count_in_any_order() -> None:
    held = reading(ORGAN)
    one, other = held.signals("how much did the organ cost"), held.signals("the organ cost how much did")

    assert [one[name] for name in ("cover", "back", "gap")] == pytest.approx(
        [other[name] for name in ("cover", "back", "gap")], abs=1e-5
    )
