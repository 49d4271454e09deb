"""Whole conversations over a base of another town: what each message is answered with."""

from datetime import UTC, datetime

import pytest

from bot.newsroom.conversations import Conversations
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Outcome, Suggestions
from knowledge.loading.loader import load

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
PRECISION = 0.9
STORY = """
sources:
  - {id: herald, publisher: Herald, title: The dam, published: 2024-05-01}
entities:
  - {id: ida-moss, name: Ida Moss, kind: person}
  - {id: karl-venn, name: Karl Venn, kind: person}
  - {id: ostra-dam, name: Ostra Dam, kind: place}
  - {id: hydra, name: Hydra Power, kind: organisation}
facts:
  - id: moss-identity
    question: Who is Ida Moss?
    phrasings: [who's Ida Moss, what does Ida Moss do]
    answer: Ida Moss is the engineer who inspected the Ostra Dam.
    citations: [{source: herald}]
  - id: moss-resignation
    question: When did Ida Moss resign?
    phrasings: [date of Ida Moss's resignation, on what day did Ida Moss step down]
    answer: Ida Moss resigned on 3 March 2024.
    citations: [{source: herald}]
  - id: venn-identity
    question: Who is Karl Venn?
    phrasings: [who's Karl Venn, what does Karl Venn do]
    answer: Karl Venn is the chairman of Hydra Power.
    citations: [{source: herald}]
  - id: venn-bribe
    question: How much did Hydra Power pay Karl Venn?
    phrasings: [what was Karl Venn paid by Hydra Power, Karl Venn's payment from Hydra Power]
    answer: Hydra Power paid Karl Venn 90,000 crowns.
    citations: [{source: herald}]
  - id: dam-height
    question: How high is the Ostra Dam?
    phrasings: [height of the Ostra Dam, how tall is the Ostra Dam]
    answer: The Ostra Dam is 40 metres high.
    citations: [{source: herald}]
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    folder = tmp_path_factory.mktemp("story")
    (folder / "all.yaml").write_text(STORY, "utf-8")
    return Matcher(load(folder))


def told(outcome: Outcome) -> str:
    match outcome:
        case Answer(fact=fact):
            return fact.id
        case Suggestions():
            return "suggestions"
        case Abstention(reason=reason):
            return reason


def held(story: Matcher, *messages: str) -> list[list[str]]:
    conversations = Conversations(PRECISION)
    return [[told(one.outcome) for one in conversations.decide_all(story, message, "t", NOON)] for message in messages]


@pytest.mark.parametrize(
    ("before", "message", "outcome"),
    [
        pytest.param(["Who is Ida Moss?"], "when did she resign?", "moss-resignation", id="after-an-answer"),
        pytest.param(["Who is Ida Moss?", "lol ok"], "when did she resign?", "moss-resignation", id="after-a-remark"),
        pytest.param(["Why was Ida Moss sued?"], "when did she resign?", "moss-resignation", id="after-a-refusal"),
        pytest.param(["Who is Ida Moss?", "How high is the Ostra Dam?"], "when did she resign?", "moss-resignation",
                     id="only-what-fits"),
        pytest.param(["How high is the Ostra Dam?"], "how tall is it?", "dam-height", id="asked-again"),
        pytest.param(["Who is Karl Venn?"], "what did Hydra Power pay him?", "venn-bribe", id="name-beside-it"),
    ],
)  # fmt: skip
def test_a_pronoun_means_who_was_named(story: Matcher, before: list[str], message: str, outcome: str) -> None:
    assert held(story, *before, message)[-1] == [outcome]


@pytest.mark.parametrize(
    ("before", "message"),
    [
        pytest.param([], "when did she resign?", id="nobody-named"),
        pytest.param([], "how much did Hydra Power pay him?", id="only-another-named"),
        pytest.param(["How high is the Ostra Dam?"], "when did she resign?", id="nobody-who-fits"),
        pytest.param(["Who is Ida Moss?"], "how much did Hydra Power pay her?", id="not-paid"),
        pytest.param(["Who is Ida Moss?", "Who is Oskar Blum?"], "when did he resign?", id="a-stranger-named-since"),
        pytest.param(["Who is Karl Venn?"], "was he arrested?", id="another-question-of-the-same-man"),
        pytest.param(["When did Ida Moss resign?"], "what about?", id="no-more-is-known"),
    ],
)
def test_what_leans_on_nothing_known_is_not_answered(story: Matcher, before: list[str], message: str) -> None:
    (outcome,) = held(story, *before, message)[-1]

    assert outcome in ("suggestions", "unknown name", "nothing near")


def test_the_message_replied_to_names_whom_a_pronoun_means(story: Matcher) -> None:
    conversations = Conversations(PRECISION)

    (decided,) = conversations.decide_all(story, "when did she resign?", "t", NOON, "Ida Moss has left the firm")

    assert told(decided.outcome) == "moss-resignation"
    assert isinstance(decided.outcome, Answer)
    assert decided.outcome.assumed == ("Ida Moss",)


@pytest.mark.parametrize(
    "said", ["is this true?", "who asked", "wow", "that is a lie", "thank you for lying", "ok", "2"]
)
@pytest.mark.parametrize("before", [[], ["Who is Ida Moss?"]])
def test_a_message_without_content_is_no_question(story: Matcher, before: list[str], said: str) -> None:
    assert held(story, *before, said)[-1] == ["empty question"]
    assert not story.says_something(said)


@pytest.mark.parametrize("said", ["Wer ist Ida Moss?", "Moss licenciée", "quand Ida Moss a-t-elle démissionné"])
def test_another_language_is_told_so(story: Matcher, said: str) -> None:
    outcome = story.decide(said)

    assert outcome == Abstention("other language", spoken="English")


def test_picks_are_from_what_was_offered_last(story: Matcher) -> None:
    conversations = Conversations(PRECISION)
    conversations.offer(story.base.facts[:3], "t", NOON)

    first, second, last = (
        conversations.decide(story, said, "t", NOON) for said in ("option 1", "the second one", "last")
    )

    assert [told(one) for one in (first, second, last)] == ["moss-identity", "moss-resignation", "venn-identity"]


def test_suggestions_are_offered_until_something_else_is_asked(story: Matcher) -> None:
    conversations = Conversations(PRECISION)
    outcome = conversations.decide(story, "how much did Hydra Power pay him?", "t", NOON)

    assert isinstance(outcome, Suggestions)
    assert conversations.offered("t") == tuple(one.fact for one in outcome.candidates)
    conversations.decide(story, "Who is Ida Moss?", "t", NOON)
    assert conversations.offered("t") == ()
    assert told(conversations.decide(story, "1", "t", NOON)) == "empty question"


def test_two_questions_get_two_outcomes_and_the_second_leans_on_the_first(story: Matcher) -> None:
    assert held(story, "Who is Ida Moss? When did she resign?") == [["moss-identity", "moss-resignation"]]
    assert held(story, "Who is Ida Moss? Who is Karl Venn?") == [["moss-identity", "venn-identity"]]
