import pytest

from knowledge.language.text import split
from knowledge.reading.request import KINDS, Request, RequestKind, read_request

KIND_OF: list[tuple[str, RequestKind]] = [
    ("Who rang the harbour bell?", "who"),
    ("whose boat ran aground", "who"),
    ("to whom was the lighthouse sold", "who"),
    ("tell me who broke the dam", "who"),
    ("which woman led the choir", "who"),
    ("When was the lighthouse painted?", "when"),
    ("how soon did the divers arrive", "when"),
    ("how late does the bakery close", "when"),
    ("What year did the mill burn down?", "when"),
    ("what was the date of the storm", "when"),
    ("do you know when", "when"),
    ("Where is the new reservoir?", "where"),
    ("what city hosted the regatta", "where"),
    ("Why did the mill close?", "why"),
    ("how come the mill closed", "why"),
    ("what did they close the mill for", "why"),
    ("what was the reason for the closure", "why"),
    ("reason for closing the mill", "why"),
    ("How did the divers reach the wreck?", "how"),
    ("how exactly was the wreck raised", "how"),
    ("the wreck was raised how", "how"),
    ("How many lanterns did the chapel lose?", "count"),
    ("What number of lanterns was lost?", "count"),
    ("How much did the new organ cost?", "amount"),
    ("what was the price of the organ", "amount"),
    ("How long did the blackout last?", "duration"),
    ("how often does the tram run", "frequency"),
    ("the tram runs how frequently", "frequency"),
    ("How old is the chapel?", "age"),
    ("How tall is the water tower?", "measure"),
    ("What was the title of the sermon?", "what"),
    ("what did the warden say", "what"),
    ("what about the dam", "what"),
    ("What colour was the kite?", "which"),
    ("Which choir won the prize?", "which"),
    ("Did the warden resign?", "yes or no"),
    ("is the quarry flooded", "yes or no"),
    ("did the warden resign when the dam broke", "yes or no"),
    ("chapel lanterns", "keywords"),
    ("mill closing date", "when"),
    ("what got the dean dismissed", "why"),
    ("what got Berg dismissed", "why"),
    ("what got leaked", "what"),
    ("what got cut out of the survey", "what"),
    ("organ repair cost", "amount"),
    ("lanterns lost number", "count"),
    ("attendance compared with last year", "keywords"),
    ("litres of milk in a day", "keywords"),
    ("organist pay per week", "keywords"),
    ("date", "keywords"),
    ("how about the dam", "keywords"),
    ("", "keywords"),
]


def heard(question: str) -> Request:
    return read_request([word.text for word in split(question)])


@pytest.mark.parametrize(("question", "kind"), KIND_OF)
def test_a_question_asks_for_a_kind_of_thing(question: str, kind: RequestKind) -> None:
    assert heard(question).kind == kind


def test_the_table_has_every_kind() -> None:
    assert {kind for _, kind in KIND_OF} == set(KINDS)


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        pytest.param("what was the title of the sermon", ("title",), id="before-of"),
        pytest.param("what is a culvert", ("culvert",), id="at-the-end"),
        pytest.param("what colour was the kite", ("colour",), id="behind-what"),
        pytest.param("which church choir did she join", ("church", "choir"), id="up-to-the-verb"),
        pytest.param("how many glass lanterns did they lose", ("glass", "lanterns"), id="what-is-counted"),
        pytest.param("how tall is the tower", ("tall",), id="what-is-measured"),
        pytest.param("what did the warden say", (), id="no-thing-named"),
        pytest.param("who rang the bell", (), id="a-person"),
    ],
)
def test_the_asked_thing_is_named(question: str, thing: tuple[str, ...]) -> None:
    assert heard(question).thing == thing


def test_a_thing_has_few_words() -> None:
    assert len(heard("which huge old rusty iron steam crane fell").thing) == 3


@pytest.mark.parametrize(
    ("question", "general"),
    [
        ("what is a culvert", True),
        ("what are an usher's duties", True),
        ("what does ullage mean", True),
        ("what is a sexton supposed to", True),
        ("how do sluices work", True),
        ("how does one ring a bell", True),
        ("how can someone join the choir", True),
        ("what is the title of the sermon", False),
        ("what was a surprise to the warden", False),
        ("what does the organ cost", False),
        ("how did the sluice work", False),
        ("how many sluices work", False),
        ("who is a warden", False),
        ("what", False),
        ("how", False),
        ("", False),
    ],
)
def test_a_question_is_about_one_of_a_kind_or_about_all(question: str, *, general: bool) -> None:
    assert heard(question).is_general is general


@pytest.mark.parametrize(
    ("question", "is_opinion"),
    [
        ("should the mayor resign", True),
        ("honestly should people pay", True),
        ("do you think the mayor lied", True),
        ("Is the toll too high, in your opinion?", True),
        ("what do you guys reckon about the ferry", True),
        ("should I take the ferry", False),
        ("who should pay the toll", False),
        ("what did the mayor think of the toll", False),
        ("", False),
    ],
)
def test_a_judgement_is_no_request_for_a_fact(question: str, *, is_opinion: bool) -> None:
    assert heard(question).is_opinion is is_opinion
