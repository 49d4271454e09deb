import gc
import warnings

import pytest

from knowledge.language.vocabulary import _dictionary, is_english


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
        pytest.param("colour", id="british-our"),
        pytest.param("organised", id="british-is"),
        pytest.param("paralysed", id="british-ys"),
        pytest.param("defence", id="british-nce"),
        pytest.param("fulfil", id="british-single-l"),
        pytest.param("anaesthetic", id="british-ae"),
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
        pytest.param("lind", id="surname-of-four-letters"),
        pytest.param("berggren", id="surname-of-a-word-and-letters"),
        pytest.param("northfeild", id="slip-in-a-compound"),
        pytest.param("bertman", id="surname-of-two-short-parts"),
    ],
)
def test_a_name_or_a_slip_is_not(word: str) -> None:
    assert not is_english(word)


def test_a_word_longer_than_any_is_none_however_it_is_put_together() -> None:
    assert is_english("responsibilities")
    assert not is_english("internationalization" + "responsibilities")
    assert not is_english("counter" * 600)


def test_the_dictionary_is_read_and_closed() -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        _dictionary.__wrapped__()
        gc.collect()

    assert [str(warning.message) for warning in told if warning.category is ResourceWarning] == []
