import pickle

import pytest

from knowledge.language import spelling
from knowledge.language.spelling import Speller

SPELLER = Speller(
    {"bridge": 9, "toll": 9, "tool": 2, "the": 50, "act": 5, "ferry": 4, "harbour": 6, "december": 3, "northern": 3,
     "cat": 1, "fares": 1, "it": 1, "covid19": 4, "did": 8}
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "repaired"),
    [
        pytest.param("birdge", ("bridge",), id="swap"),
        pytest.param("brige", ("bridge",), id="letter-missing"),
        pytest.param("bridgge", ("bridge",), id="letter-doubled"),
        pytest.param("bradge", ("bridge",), id="letter-wrong"),
        pytest.param("rbidge", ("bridge",), id="swap-at-the-start"),
        pytest.param("tol", (), id="three-letters-need-a-swap-or-a-middle"),
        pytest.param("tolk", ("toll",), id="one-edit-from-four-letters"),
        pytest.param("brxdxe", (), id="two-edits-in-six-letters"),
        pytest.param("hxrbxur", (), id="two-edits-in-seven-letters"),
        pytest.param("decxmbxr", ("december",), id="two-edits-in-eight-letters"),
        pytest.param("dxcxmbxr", (), id="three-edits-in-eight-letters"),
        pytest.param("xridgx", (), id="first-and-last-wrong"),
        pytest.param("bridgetoll", ("bridge", "toll"), id="run-together"),
        pytest.param("thebridges", ("the", "bridge" + "s"), id="run-together-with-a-plural"),
        pytest.param("bridgecat", (), id="rare-parts-are-not-run-together"),
        pytest.param("teh", ("the",), id="short-swap"),
        pytest.param("akt", ("act",), id="short-middle"),
        pytest.param("cbt", (), id="short-words-mend-only-into-frequent-ones"),
        pytest.param("ti", (), id="two-letters"),
        pytest.param("covid18", (), id="not-letters"),
        pytest.param("zzzzzz", (), id="nothing-near"),
    ],
)
def test_repair(word: str, repaired: tuple[str, ...]) -> None:
    assert SPELLER.repair(word) == repaired


def test_the_commoner_of_two_near_words_is_meant() -> None:
    assert SPELLER.repair("tooll") == ("toll",)


def test_of_equally_common_words_the_alphabet_decides() -> None:
    assert Speller({"baker": 2, "maker": 2, "biker": 2}).repair("buker") == ("baker",)


def test_known_words_and_their_frequency() -> None:
    assert SPELLER.knows("toll")
    assert not SPELLER.knows("tolls")
    assert SPELLER.frequency("toll") == 9
    assert SPELLER.frequency("tolls") == 0


@pytest.mark.parametrize(
    ("start", "whole"), [("bri", "bridge"), ("to", "toll"), ("bridge", "bridge"), ("zz", "zz"), ("", "the")]
)
def test_the_beginning_of_a_word_is_completed_to_the_most_frequent(start: str, whole: str) -> None:
    assert SPELLER.complete(start) == whole


def test_a_speller_without_words_is_false_and_repairs_nothing() -> None:
    empty = Speller({})

    assert not empty
    assert SPELLER
    assert empty.repair("bridge") == ()


def test_a_word_is_searched_for_once_in_a_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    speller = pickle.loads(pickle.dumps(SPELLER))  # noqa: S301  as a kept matcher is read back
    assert speller.repair("birdge") == ("bridge",)
    monkeypatch.setattr(spelling, "process", None)

    assert speller.repair("birdge") == ("bridge",)
    with pytest.raises(AttributeError):
        speller.repair("brigde")
