from typing import get_args

import pytest

from bot.newsroom.contrast import Contrast
from bot.wording.outcomes import abstention, not_as_asked, refusal, suggestion_intro
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, AbstentionReason, Answer, Candidate, Suggestions
from knowledge.reading.blocks import Block, BlockKind


@pytest.mark.parametrize("kind", get_args(BlockKind))
def test_every_refusal_names_what_the_fact_lacks(kind: BlockKind) -> None:
    sentence = refusal(Block(kind, "whichever"))

    assert sentence.endswith(".")
    assert "{" not in sentence
    says_itself_what_differs = sentence == refusal(Block(kind, ""))
    assert ("whichever" in sentence) != says_itself_what_differs


def test_refusals_tell_the_kinds_apart() -> None:
    sentences = {refusal(Block(kind, "x")) for kind in get_args(BlockKind)}

    assert len(sentences) == len(get_args(BlockKind))


def test_a_block_without_a_word_to_name_is_still_a_sentence() -> None:
    assert refusal(Block("near miss", "")) == "The nearest fact says nothing on that."
    assert refusal(Block("roles", "")).startswith("The nearest fact names them, but may not say this of them")


def test_refusals_are_in_words_and_figures_as_people_write_them() -> None:
    assert refusal(Block("date", "now")) == "The nearest fact doesn't say how things are now."
    assert refusal(Block("date", "May 2019")) == "The nearest fact says nothing of May 2019."
    assert refusal(Block("number", "4000000")) == "The nearest fact says nothing of the number 4,000,000."
    assert refusal(Block("number", "2019")) == "The nearest fact says nothing of the number 2019."


def test_refusal_of_others_is_a_whole_sentence() -> None:
    assert refusal(Block("question word", "else")).endswith("doesn't say who or what else.")


def test_no_refusal_means_not_sure() -> None:
    assert refusal(None) == "I am not sure which fact you mean."


@pytest.mark.parametrize("reason", get_args(AbstentionReason))
def test_every_abstention_has_a_sentence(reason: AbstentionReason) -> None:
    sentence = abstention(Abstention(reason, Block("unknown name", "zeppelin")))

    assert sentence.endswith(".")
    assert ("zeppelin" in sentence) == (reason == "unknown name")


def test_suggestions_are_introduced_by_what_blocked_the_best(town: Matcher) -> None:
    fact = next(fact for fact in town.base.facts if fact.id == "ferry-first-trip")
    block = Block("date", "1999")

    sentence = suggestion_intro(Suggestions((Candidate(fact, 0.5, fact.question, block),), block), None)

    assert sentence == "The nearest fact says nothing of 1999."


@pytest.mark.parametrize(
    ("offered", "sentence"), [(1, "I am not quite sure."), (2, "I am not sure which fact you mean.")]
)
def test_one_suggestion_leaves_no_choice(town: Matcher, offered: int, sentence: str) -> None:
    near = tuple(Candidate(fact, 0.5, fact.question) for fact in town.base.facts[:offered])

    assert suggestion_intro(Suggestions(near), None) == sentence


@pytest.mark.parametrize(("what", "written"), [("31000", "31,000"), ("2017", "2017"), ("40", "40"), ("4.5", "4.5")])
def test_a_number_that_the_reporting_does_not_say_is_written_as_people_write_it(
    town: Matcher, what: str, written: str
) -> None:
    answer = Answer(town.base.facts[0], 1.0, "", premise=Block("number", what))

    assert not_as_asked(answer) == f"Not as asked: the reporting does not say {written}."


def test_what_the_base_lacks_is_set_against_what_it_has(town: Matcher) -> None:
    fact = town.base.facts[0]
    block = Block("name", "South Bridge")
    outcome = Suggestions((Candidate(fact, 0.6, fact.question, block),), block)

    said = [
        suggestion_intro(outcome, one)
        for one in (
            Contrast("South Bridge", "North Bridge"),
            Contrast("South Bridge"),
            Contrast("South Bridge", may_have=True),
            None,
        )
    ]

    assert said == [
        "I have this for North Bridge, not for South Bridge.",
        "I have no checked fact that says this of South Bridge.",
        "I am not sure that I have this for South Bridge.",
        "The nearest fact is not about South Bridge.",
    ]
