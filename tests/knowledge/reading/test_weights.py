import pytest

from knowledge.reading.weights import WordWeights

SHARES = {"toll": 0.9, "zeppelin": 0.0, "@anna-berg": 1.0, "@tom-lind": 0.01}


def weight(token: str, word: str, facts: int = 100) -> float:
    return WordWeights(facts, lambda token: SHARES.get(token, 0.0))(token, word)


@pytest.mark.parametrize("token", [*SHARES, "time", "the", "culvert"])
@pytest.mark.parametrize("facts", [1, 70, 100_000])
def test_a_weight_lies_between_nought_and_one(token: str, facts: int) -> None:
    assert 0.0 <= weight(token, token if token[0] != "@" else "", facts) <= 1.0


@pytest.mark.parametrize(
    ("less", "more"),
    [
        pytest.param(("toll", "culvert"), ("zeppelin", "culvert"), id="rare-in-the-base"),
        pytest.param(("zeppelin", "time"), ("zeppelin", "culvert"), id="rare-in-english"),
        pytest.param(("the", "the"), ("toll", "toll"), id="no-word-of-grammar"),
        pytest.param(("@anna-berg", ""), ("@tom-lind", ""), id="rare-name"),
    ],
)
def test_what_is_rarer_tells_more(less: tuple[str, str], more: tuple[str, str]) -> None:
    assert weight(*less) < weight(*more)


def test_grammar_and_names_have_their_least() -> None:
    assert weight("the", "the") == 0.15
    assert weight("@anna-berg", "") == 0.4


def test_frequent_words_of_english_say_little_by_themselves() -> None:
    assert weight("time", "time") == pytest.approx(0.62, abs=0.05)
    assert weight("minister", "minister") == pytest.approx(0.89, abs=0.05)
