from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from fitting.fit import UNFITTED
from knowledge.decision import rehearsing
from knowledge.decision.calibration import Rehearsal
from knowledge.decision.matcher import Matcher
from knowledge.decision.rehearsing import Found, Question, Rehearser, draw
from knowledge.loading.loader import load

BASE = (("toll", "toll lost", "the toll"), ("ferry",), ("mayor", "who is mayor"))
STRANGE = 99


class Asking:
    """Notes what a base is asked, and finds each question's own fact unless it is absent, swapped or lost."""

    def __init__(self, kin: Sequence[str] = (), found: int = STRANGE) -> None:
        self.kin, self.found, self.asked = kin, found, list[Question]()

    def __call__(self, question: Question) -> Found:
        self.asked.append(question)
        if "lost" in question.text:
            return Found(-1, 0.0, is_kin=False)
        fact = question.fact if question.wording >= 0 else self.found
        return Found(fact, 0.7, is_kin=question.text in self.kin)


def no_swaps(fact: int, text: str) -> Iterator[str]:
    return iter(())


def swapped(fact: int, text: str) -> Iterator[str]:
    yield f"other {text}"
    yield f"{text} elsewhere"


def rehearse(ask: Asking, wordings: Sequence[Sequence[str]] = BASE) -> list[Rehearsal]:
    every = Rehearser(wordings, ask, swapped).rehearse(lambda done, total: None)
    return [one for one in every if not one.is_kin]


def test_each_wording_is_asked_left_out_and_with_its_fact_absent_and_the_first_with_a_swap() -> None:
    ask = Asking()
    rehearse(ask)

    assert sorted(ask.asked) == sorted([
        *(Question(text, fact, wording=at) for fact in (0, 2) for at, text in enumerate(BASE[fact])),
        *(Question(text, fact, absent=fact) for fact, texts in enumerate(BASE) for text in texts),
        *(Question(text, fact) for fact, texts in enumerate(BASE) for text in swapped(fact, texts[0])),
    ])  # fmt: skip


def test_only_a_wording_that_finds_its_own_fact_is_right() -> None:
    found = rehearse(Asking())

    assert [one.is_right for one in found if one.kind == "wording"].count(True) == 4
    assert not any(one.is_right for one in found if one.kind != "wording")
    assert [one.fact for one in found].count(1) == 1 + 2


def test_what_nothing_would_answer_is_rehearsed_with_no_chance() -> None:
    lost = [one for one in rehearse(Asking()) if one.chance == 0.0]

    assert [(one.kind, one.fact, one.is_right) for one in lost] == [("wording", 0, False), ("absent", 0, False)]


def test_kin_of_what_is_asked_for_is_neither_right_nor_wrong() -> None:
    without, with_kin = rehearse(Asking()), rehearse(Asking(kin=("ferry", "other ferry")))

    assert [one.kind for one in without if one.fact == 1] == ["absent", "swapped", "swapped"]
    assert [one.kind for one in with_kin if one.fact == 1] == ["swapped"]
    assert [one for one in without if one.fact != 1] == [one for one in with_kin if one.fact != 1]


def test_a_swapped_question_that_its_own_fact_would_answer_is_wrong() -> None:
    """Its own fact is kin of itself, and no answer to it all the same."""
    found = rehearse(Asking(kin=("other ferry",), found=1))

    swaps = [one for one in found if one.kind == "swapped" and one.fact == 1]
    assert [(one.chance, one.is_right) for one in swaps] == [(0.7, False)] * 2


# Of 130 facts 120 are rehearsed, with four of seven wordings each.
MANY = [[f"{fact} {at}" for at in range(7)] for fact in range(130)]


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no second process ask half of the questions, where the test would not hear them."""
    monkeypatch.setattr(rehearsing, "WORTH_FORKING", len(MANY))


@pytest.mark.usefixtures("_alone")
def test_no_more_is_rehearsed_than_tells() -> None:
    ask, heard = Asking(), list[tuple[int, int]]()

    list(Rehearser(MANY, ask, no_swaps).rehearse(lambda done, total: heard.append((done, total))))

    assert len(ask.asked) == 120 * 4 * 2
    assert heard == [(done, 120) for done in range(120)]


def test_two_processes_rehearse_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    together = rehearse(Asking(), MANY)
    monkeypatch.setattr(rehearsing, "WORTH_FORKING", len(MANY))

    assert together == rehearse(Asking(), MANY)


@pytest.mark.usefixtures("_alone")
def test_draws_depend_on_no_order() -> None:
    turned = [[texts[0], *texts[:0:-1]] for texts in MANY[::-1]]
    one, other = Asking(), Asking()

    rehearse(one, MANY)
    rehearse(other, turned)

    # The first four by their draw, not the first four that are written.
    assert {question.text for question in one.asked} != {text for texts in MANY[:120] for text in texts[:4]}
    assert [(question.text, question.wording >= 0, question.absent >= 0) for question in one.asked] == [
        (question.text, question.wording >= 0, question.absent >= 0) for question in other.asked
    ]


def test_a_draw_is_the_same_on_every_machine() -> None:
    assert draw("the toll").hex() == "69ab288f39f4ddfe"
    assert draw("the toll") != draw("the tolls")


@pytest.fixture(scope="module")
def unfitted(town_folder: Path) -> Matcher:
    """Return a matcher over the town's base to which any candidate is as likely as another."""
    return Matcher(load(town_folder), fitted=UNFITTED)


def test_a_base_is_rehearsed_in_every_way_as_it_is_built(unfitted: Matcher) -> None:
    rehearsals = unfitted.calibration.rehearsals

    wordings = sum(min(len(fact.wordings), 4) for fact in unfitted.base.facts)
    assert {one.kind for one in rehearsals} == {"wording", "absent", "swapped"}
    assert sum(one.kind == "wording" for one in rehearsals) == wordings
    assert {one.fact for one in rehearsals} == {0, 1, 2}
    assert {one.chance for one in rehearsals} <= {0.0, 0.5}


def test_the_order_of_facts_and_wordings_changes_no_threshold(unfitted: Matcher) -> None:
    facts = tuple(replace(fact, phrasings=fact.phrasings[::-1]) for fact in unfitted.base.facts[::-1])

    turned = Matcher(replace(unfitted.base, facts=facts), fitted=UNFITTED)

    def by_fact(matcher: Matcher) -> list[tuple[str, str, float]]:
        names = [fact.id for fact in matcher.base.facts]
        return sorted((names[one.fact], one.kind, one.chance) for one in matcher.calibration.rehearsals)

    assert by_fact(turned) == by_fact(unfitted)
