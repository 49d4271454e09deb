import pytest

from knowledge.language.asides import asked_part, without_asides


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I spent 2 weeks abroad. When did the bridge open?", "When did the bridge open?"),
        ("My brother turned 40 in May, when did the bridge open?", "when did the bridge open?"),
        ("which days does the ferry sail, I work 4 nights a week", "which days does the ferry sail,"),
        ("when did the bridge open coz I was away for 3 days", "when did the bridge open"),
        ("when did the bridge open because I was away for 3 days", "when did the bridge open"),
        ("ok so I've been away since 3 May. when did the bridge open", "ok when did the bridge open"),
        ("my mum lives in Lindby, she's 81 and takes line 4 there, when does the pool open", "when does the pool open"),
        ("I was away, mostly for 3 days and with 2 dogs. when did the bridge open", "when did the bridge open"),
    ],
)
def test_what_the_asker_tells_of_themself_is_left_out(text: str, left: str) -> None:
    assert without_asides(text) == left


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("when did the bridge open", id="one-clause"),
        pytest.param("I read that it cost 4 million, is that right?", id="how-a-claim-came"),
        pytest.param("Hi, I'm looking for the 2019 budget, how much was the toll?", id="what-is-looked-for"),
        pytest.param("I bought 2 tickets for 3 March, is it cancelled?", id="what-it-points-at"),
        pytest.param("I wonder when it was, we never heard", id="nothing-would-be-left"),
        pytest.param("Lind paid 4 million, when did the bridge open?", id="about-another"),
        pytest.param("Lind paid, mostly in 2 parts, when did the bridge open?", id="going-on-about-another"),
    ],
)
def test_what_belongs_to_the_question_stays(text: str) -> None:
    assert without_asides(text) == text


def test_a_new_sentence_or_a_thing_of_its_own_is_no_more_of_the_asker() -> None:
    assert without_asides("I was away. She's 81. When did they leave?") == "She's 81. When did they leave?"
    assert without_asides("I was away, the bridge cost 4 million, why?") == "the bridge cost 4 million, why?"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("hi all, Lind left on 3 May, so when did the bridge open?", "when did the bridge open?"),
        ("I was away for 3 days: by when must we hand back the keys?", "by when must we hand back the keys?"),
        ("what does the bridge cost? I keep hearing 4 million", None),
        ("the ferry sank. how long did the search take, I was away for 3 days", "how long did the search take,"),
        ("my mum is 81, anyway why did the bridge close", "why did the bridge close"),
        # All of it, nothing, and what points at what was told.
        ("when did the bridge open?", None),
        ("the bridge opened in May", None),
        ("my dog wants to cross the bridge, is that ok?", None),
    ],
)
def test_what_is_asked_begins_with_the_clause_that_asks(text: str, part: str | None) -> None:
    assert asked_part(text) == part
