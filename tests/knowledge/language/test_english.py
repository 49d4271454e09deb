import pytest

from knowledge.language.english import english
from knowledge.language.text import LONGEST_FILLER, fold


def test_lists_are_read_once() -> None:
    assert english() is english()


def test_no_list_is_empty() -> None:
    lists = english()

    assert all(
        (lists.base_forms, lists.slang, lists.fillers, lists.interjections, lists.openers, lists.closers, lists.numbers)
    )
    assert lists.opposites


def test_opposites_go_both_ways_and_no_word_is_its_own() -> None:
    opposites = english().opposites

    assert all(word in opposites[other] for word, others in opposites.items() for other in others)
    assert all(word not in others for word, others in opposites.items())
    assert opposites["fire"] >= {"hire", "appoint"}


def test_every_filler_is_found_by_its_first_and_last_word() -> None:
    lists = english()

    assert lists.openers == {filler[0] for filler in lists.fillers}
    assert lists.closers == {filler[-1] for filler in lists.fillers}
    assert lists.interjections < lists.fillers
    assert max(map(len, lists.fillers)) <= LONGEST_FILLER
    assert max(map(len, lists.interjections)) <= 2


def test_no_filler_is_marked_with_its_star() -> None:
    assert not [filler for filler in english().fillers if "*" in filler]
    assert ("hey",) in english().interjections
    assert ("hello",) not in english().interjections


@pytest.mark.parametrize(
    ("word", "value"), [("once", 1), ("twice", 2), ("dozen", 12), ("nineteen", 19), ("hundred", 100)]
)
def test_number_words_have_their_values(word: str, value: int) -> None:
    assert english().numbers[word] == value


@pytest.mark.parametrize(("form", "base"), [("paid", "pay"), ("went", "go"), ("been", "be"), ("chosen", "choose")])
def test_irregular_forms_lead_to_their_base(form: str, base: str) -> None:
    assert english().base_forms[form] == base


def test_no_base_form_leads_on_to_another() -> None:
    base_forms = english().base_forms

    assert {base for base in base_forms.values() if base_forms.get(base, base) != base} == set()


def test_slang_is_written_out_once_and_for_all() -> None:
    slang = english().slang

    assert slang["whats"] == ("what", "is")
    assert [short for short, meant in slang.items() if any(word in slang for word in meant)] == []


def test_entries_are_folded_words() -> None:
    lists = english()
    texts = [*lists.base_forms, *lists.base_forms.values(), *lists.opposites, *lists.numbers]

    assert [text for text in texts if text != fold(text)] == []
