from datetime import UTC, datetime

import pytest

from knowledge.decision.follow_ups import Context, FollowUps, Interpretation, Said
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Suggestions
from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.english import english
from knowledge.reading.blocks import Block

ANSWERED_AT = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
# As low as an editor may go: what keeps a new subject from the old answer is no threshold.
PRECISION = 0.0


def context(town: Matcher, fact: str) -> Context:
    return Context(next(value for value in town.base.facts if value.id == fact), ANSWERED_AT)


def read(town: Matcher, fact: str, question: str) -> tuple[Interpretation, ...]:
    analyst = Analyst(town.base)
    grammar = english().function_words
    follow_ups = FollowUps(analyst, lambda token: token not in grammar)
    found = follow_ups.read(question, analyst.question(question), context(town, fact))
    return (*found.filled, *found.completed)


@pytest.mark.parametrize(
    ("fact", "question", "assumed"),
    [
        pytest.param("north-bridge-toll", "how much is it?", {"North Bridge"}, id="it"),
        pytest.param("north-bridge-toll", "how much do drivers pay there?", {"North Bridge"}, id="there"),
        pytest.param("north-bridge-toll", "and how much is the toll?", {"North Bridge"}, id="and"),
        pytest.param("mayor-dismissed-lind", "why did she dismiss him?", {"Anna Berg", "Tom Lind"}, id="she-and-him"),
        pytest.param("mayor-dismissed-lind", "and why was he sacked?", {"Tom Lind"}, id="and-he"),
        pytest.param("mayor-dismissed-lind", "but why?", {"Anna Berg", "Tom Lind"}, id="but-why"),
    ],
)
def test_a_question_that_leans_on_the_last_answer_takes_over_its_names(
    town: Matcher, fact: str, question: str, assumed: set[str]
) -> None:
    found = read(town, fact, question)

    assert assumed in [set(one.assumed) for one in found]
    assert all(one.question.entities >= {*read_names(town, assumed)} for one in found if set(one.assumed) == assumed)


def read_names(town: Matcher, names: set[str]) -> set[str]:
    return {entity for entity, name in town.names.items() if name in names}


def test_an_it_means_no_stranger_who_is_known_by_a_title(town: Matcher) -> None:
    spoken_of = Context(None, ANSWERED_AT, (Said("who is the sheriff"),))

    found = town.decide("when will it open", spoken_of)
    of_them = town.decide("when will they come", spoken_of)

    assert "sheriff" not in str(found)
    assert of_them == Abstention("unknown name", Block("unknown name", "sheriff"))


@pytest.mark.parametrize("question", ["how much did Anna Berg ask for the toll on North Bridge", "ok", "who are you"])
def test_a_question_that_leaves_nothing_out_is_read_as_it_stands(town: Matcher, question: str) -> None:
    assert read(town, "north-bridge-toll", question) == ()


@pytest.mark.parametrize(
    "question",
    ["how much is the toll on North Bridge", "why did Anna Berg dismiss Tom Lind", "north bridge toll", "is it true"],
)
def test_without_context_nothing_is_assumed(town: Matcher, question: str) -> None:
    outcome = town.decide(question, precision=PRECISION)

    assert not isinstance(outcome, Answer) or outcome.assumed == ()


def test_a_whole_question_assumes_nothing_in_a_conversation(town: Matcher) -> None:
    question = "How much is the toll on North Bridge?"

    outcome = town.decide(question, context(town, "mayor-dismissed-lind"), PRECISION)

    assert isinstance(outcome, Answer)
    assert outcome.fact.id == "north-bridge-toll"
    assert outcome.assumed == ()


@pytest.mark.parametrize(
    ("fact", "question"),
    [
        pytest.param("mayor-dismissed-lind", "and Kowalski?", id="unknown-person"),
        pytest.param("mayor-dismissed-lind", "and why did she dismiss Kowalski?", id="unknown-person-in-a-sentence"),
        pytest.param("north-bridge-toll", "and on South Bridge?", id="place"),
        pytest.param("north-bridge-toll", "what about the southern bridge?", id="what-about"),
        pytest.param("north-bridge-toll", "and Tom Lind?", id="person-in-a-fact-of-none"),
        pytest.param("north-bridge-toll", "and in 2019?", id="other-year"),
    ],
)
def test_a_new_subject_in_the_old_one_s_place_is_not_answered_with_the_old_one(
    town: Matcher, fact: str, question: str
) -> None:
    outcome = town.decide(question, context(town, fact), PRECISION)

    assert not isinstance(outcome, Answer)


def test_a_question_about_nothing_in_a_conversation_is_still_empty(town: Matcher) -> None:
    assert town.decide("???", context(town, "north-bridge-toll")) == town.decide("???")


@pytest.mark.parametrize(
    "said", ["ok", "lol", "thank you", "thanks a lot!", "help", "2", "who are you", "what can you do"]
)
def test_what_asks_nothing_leans_on_nothing(town: Matcher, said: str) -> None:
    outcome = town.decide(said, context(town, "north-bridge-toll"), PRECISION)

    assert not isinstance(outcome, Answer)


@pytest.mark.parametrize("is_told", [False, True])
@pytest.mark.parametrize(
    "question", ["ferry first trip when", "when did the ferry first sail", "when was the first trip of the ferry"]
)
def test_a_question_without_a_name_is_answered_before_and_after_another(
    town: Matcher, question: str, *, is_told: bool
) -> None:
    outcome = town.decide(question, context(town, "north-bridge-toll") if is_told else None)

    assert isinstance(outcome, Answer)
    assert outcome.fact.id == "ferry-first-trip"


def test_a_they_that_a_conversation_may_fill_is_answered_alone_and_still_offered_in_it(town: Matcher) -> None:
    question = "when did they start the ferry service"

    alone = town.decide(question)
    told = town.decide(question, context(town, "north-bridge-toll"))

    assert isinstance(alone, Answer)
    assert alone.fact.id == "ferry-first-trip"
    assert isinstance(told, Suggestions)
    assert told.candidates[0].fact.id == "ferry-first-trip"


@pytest.mark.parametrize(
    "question", ["how much do drivers pay for it", "why did she dismiss the harbour master", "what does his ferry cost"]
)
def test_with_nobody_named_a_pronoun_gets_no_answer(town: Matcher, question: str) -> None:
    assert not isinstance(town.decide(question, precision=PRECISION), Answer)


def test_what_was_said_is_read_again_only_for_a_pronoun(town: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    analyst = Analyst(town.base)
    follow_ups = FollowUps(analyst, lambda token: token not in english().function_words)
    lately = Context(None, ANSWERED_AT, tuple(Said(f"who asked Tom Lind about ferry {at}") for at in range(6)))
    whole, leaning = (analyst.question(text) for text in ("how high is North Bridge", "how tall is he"))
    texts: list[str] = []

    def question(text: str) -> Analysis:
        texts.append(text)
        return whole

    monkeypatch.setattr(analyst, "question", question)

    follow_ups.read("how high is North Bridge", whole, lately)
    assert not texts
    follow_ups.read("how tall is he", leaning, lately)
    assert len(texts) >= len(lately.turns)


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        pytest.param("how high in winter", True, id="four-words"),
        pytest.param("how high is the water in winter", False, id="more"),
    ],
)
def test_a_few_words_without_a_name_lean_on_what_was_said(town: Matcher, question: str, *, leans: bool) -> None:
    assert bool(read(town, "north-bridge-toll", question)) is leans


def test_a_conversation_is_remembered_for_six_turns(town: Matcher) -> None:
    follow_ups = FollowUps(Analyst(town.base), lambda token: False)
    spoken = None
    for number in range(20):
        spoken = follow_ups.told(spoken, f"who is number {number}", ANSWERED_AT)

    assert spoken is not None
    assert [said.text for said in spoken.turns] == [f"who is number {number}" for number in range(19, 13, -1)]


@pytest.mark.parametrize(
    "question",
    ["who crossed the bridge", "who runs the ferry", "how is the bridge", "when was the toll"],
)
def test_what_is_complete_in_itself_loses_nothing_by_what_was_said_before(town: Matcher, question: str) -> None:
    alone, after = town.decide(question), town.decide(question, context(town, "mayor-dismissed-lind"))

    assert isinstance(alone, Suggestions)
    assert after == alone
