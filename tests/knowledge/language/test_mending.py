"""Which words of a question are mended, into what, and which are left as they are."""

import pytest

from knowledge.language.mending import Mender
from knowledge.language.spelling import Speller
from knowledge.language.text import split

WORDS = {
    "bail": 3, "dinner": 4, "case": 9, "toll": 9, "minister": 2, "merrel": 5, "harbour": 6, "the": 50, "did": 8,
    "air": 3, "octobre": 2, "skerrowgate": 2,
}  # fmt: skip
MENDER = Mender(Speller(WORDS), Speller({"merrel": 5}), frozenset(), wordings=100)


def mended(text: str) -> str:
    return " ".join(word.text for word in MENDER.mend(split(text))[0])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("the harbor tol", "the harbor tol", id="too-short"),
        pytest.param("the hrbour tolls", "the harbour tolls", id="slip"),
        pytest.param("did merell pay", "did merrel pay", id="the-wrong-letter-doubled"),
        pytest.param("did Merell pay", "did merrel pay", id="of-a-name-too"),
        pytest.param("the diner", "the dinner", id="a-word-of-its-own-by-the-double-alone"),
        pytest.param("did skerowgate close", "did skerrowgate close", id="too-long-for-a-name-where-one-stands"),
        pytest.param("the Dinnr", "the dinner", id="a-capital-of-what-is-everywhere"),
        pytest.param("the afr", "the air", id="too-short-for-a-name-of-general-english"),
    ],
)
def test_slips_are_mended(text: str, meant: str) -> None:
    assert mended(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("did the director go to jail", id="jail-is-no-bail"),
        pytest.param("how much cash", id="cash-is-no-case"),
        pytest.param("the tole", id="however-rare"),
    ],
)
def test_a_word_of_the_dictionary_stays(text: str) -> None:
    assert mended(text) == text
    assert MENDER.mend(split(text))[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("did baill resign", id="short-where-a-name-stands"),
        pytest.param("the Ministr", id="a-capital-of-what-is-rare"),
        pytest.param("in october", id="a-name-of-general-english"),
        pytest.param("the grandad", id="not-long-enough-for-a-rare-word-of-the-dictionary"),
    ],
)
def test_what_may_be_a_name_stays(text: str) -> None:
    assert mended(text) == text.lower()
