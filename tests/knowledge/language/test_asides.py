import pytest

from knowledge.language.asides import without_asides


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I spent 2 weeks abroad. When did the bridge open?", "When did the bridge open?"),
        ("My brother turned 40 in May, when did the bridge open?", "when did the bridge open?"),
        ("which days does the ferry sail, I work 4 nights a week", "which days does the ferry sail,"),
        ("when did the bridge open coz I was away for 3 days", "when did the bridge open"),
        ("when did the bridge open because I was away for 3 days", "when did the bridge open"),
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
    ],
)
def test_what_belongs_to_the_question_stays(text: str) -> None:
    assert without_asides(text) == text
