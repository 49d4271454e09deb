import pytest

from knowledge.language.vocabulary import is_english


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("bridge", id="listed"),
        pytest.param("quarrelled", id="doubled-before-an-ending"),
        pytest.param("baking", id="ending-in-place-of-an-e"),
        pytest.param("ferries", id="plural"),
        pytest.param("drawbridge", id="two-words-in-one"),
        pytest.param("whistleblower", id="two-words-that-no-list-has-in-one"),
        pytest.param("councillor", id="british"),
        pytest.param("instalments", id="british-plural"),
        pytest.param("buy", id="short"),
    ],
)
def test_a_word_is_english_in_any_form(word: str) -> None:
    assert is_english(word)


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("kowalski", id="surname"),
        pytest.param("novak", id="surname-of-five-letters"),
        pytest.param("petrescu", id="surname-nobody-lists"),
        pytest.param("paris", id="city"),
        pytest.param("brigde", id="slip"),
        pytest.param("zzkrx", id="letters"),
    ],
)
def test_a_name_or_a_slip_is_not(word: str) -> None:
    assert not is_english(word)
