import json
from pathlib import Path

import numpy as np

from fitting.examples import LIKELIEST, OWN, Example, candidate_pairs, examples, own_pairs
from knowledge.decision.judgement import SIGNALS
from knowledge.decision.matcher import Matcher

ROWS = (
    {
        "question": "what does crossing North Bridge cost",
        "expect": "answer",
        "fact": "north-bridge-toll",
        "kind": "plain",
    },
    {"question": "how much is the toll", "expect": "answer", "must": ["4 dollars"], "must_not": ["ferry"]},
    {"question": "toll on South Bridge", "expect": "no_answer", "kind": "name"},
    {"question": "and how much is it", "expect": "answer", "fact": "north-bridge-toll", "thread": "a"},
    {"question": "is it dear", "expect": "either"},
    {"question": "is the toll dear", "expect": "either", "must": ["4 dollars"]},
)


def written(folder: Path) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)) + "\n\n", encoding="utf-8")
    return path


def gathered(town: Matcher, folder: Path) -> list[Example]:
    return list(examples(town, written(folder), "town"))


def test_questions_of_a_known_outcome_that_stand_alone_are_examples(town: Matcher, tmp_path: Path) -> None:
    found = gathered(town, tmp_path)

    assert [one.question for one in found] == [ROWS[at]["question"] for at in (0, 1, 2, 5)]
    assert [one.is_answerable for one in found] == [True, True, False, False]
    assert [one.kind for one in found] == ["plain", "", "name", ""]
    assert {one.group for one in found} == {"town"}


def test_the_right_facts_are_those_named_or_those_that_say_what_they_must(town: Matcher, tmp_path: Path) -> None:
    right = [
        [name for name, is_right in zip(one.facts, one.right, strict=True) if is_right]
        for one in gathered(town, tmp_path)
    ]

    assert right == [["north-bridge-toll"], ["north-bridge-toll"], [], ["north-bridge-toll"]]


def test_an_example_has_signals_blocks_and_kin_for_each_candidate(town: Matcher, tmp_path: Path) -> None:
    for one in gathered(town, tmp_path):
        count = len(one.facts)
        assert one.signals.shape == (count, len(SIGNALS))
        assert one.kin.shape == (count, count)
        assert len(one.blocked) == len(one.testimony) == count
        # Whatever is judged is heard: where only the likeliest were, one of six rows was fitted without a witness.
        assert one.testimony.any(axis=1).all()
        # Only the toll has a line of its own, and who asks of South Bridge can't mean it.
        own = [] if "South" in one.question else ["north-bridge-toll"]
        assert (one.foil is not None) == bool(own)
        assert [one.facts[place] for place in np.flatnonzero(~np.isnan(one.own_foils))] == own


def test_what_names_somebody_else_is_blocked(town: Matcher, tmp_path: Path) -> None:
    south = gathered(town, tmp_path)[2]

    assert south.blocked[south.facts.index("north-bridge-toll")]


def test_pairs_are_the_likeliest_facts_of_each_question(town: Matcher, tmp_path: Path) -> None:
    pairs = list(candidate_pairs(town, written(tmp_path), "town"))

    toll = next(fact.answer for fact in town.base.facts if fact.id == "north-bridge-toll")
    right = [pair for pair in pairs if pair["label"]]
    assert {pair["answer"] for pair in right} == {toll}
    assert len(right) == 3
    assert len(right) < len(pairs) <= 4 * LIKELIEST
    assert {pair["group"] for pair in pairs} == {"town"}
    assert {pair["wording"] for pair in right} == {"How much is the toll on North Bridge?"}


def test_a_fact_answers_its_own_wordings_which_count_less(town: Matcher) -> None:
    pairs = list(own_pairs(town, "town"))

    assert len(pairs) == sum(len(fact.wordings) for fact in town.base.facts)
    assert {(pair["label"], pair["weight"], pair["group"]) for pair in pairs} == {(1, OWN, "town")}
    assert 0 < OWN < 1
