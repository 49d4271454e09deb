from typing import get_args

import pytest

from knowledge.language.english import english
from knowledge.language.english.list_types import QuestionWord
from knowledge.language.text import fold


def test_lists_are_read_once() -> None:
    assert english() is english()


def test_no_list_is_empty() -> None:
    lists = english()
    parts = (lists, lists.calendar, lists.pronouns, lists.pronoun_forms, lists.cues, lists.framing, lists.titles)
    small = (lists.suffixes, lists.picks, lists.leaning)

    assert all(value for part in (*parts, *small) for value in vars(part).values())
    assert set(get_args(QuestionWord)) == set(lists.question_words.values())


def test_the_calendar_is_whole() -> None:
    calendar = english().calendar

    assert [calendar.months[name] for name in calendar.month_names] == list(range(1, 13))
    assert (calendar.months["sept"], calendar.months["dec"]) == (9, 12)
    assert calendar.ambiguous_months == {"march", "mar", "may"}
    assert (len(calendar.weekdays), calendar.weekdays[0]) == (7, "monday")
    assert sorted(month for name in ("spring", "summer", "fall", "winter") for month in calendar.seasons[name]) == list(
        range(1, 13)
    )
    assert calendar.seasons["autumn"] == calendar.seasons["fall"]


def test_pronouns_stand_for_one_thing_each() -> None:
    pronouns = english().pronouns
    kinds = (pronouns.speaker, pronouns.addressed, pronouns.person, pronouns.thing, pronouns.pointing)

    assert pronouns.subjects == {"i", "we", "you", "he", "she", "they", "it"}
    assert sum(map(len, kinds)) == len(frozenset().union(*kinds))
    assert pronouns.of_people >= {"me", "your", "hers"}
    assert pronouns.referring >= {"their", "its", "those"}
    assert pronouns.of_people.isdisjoint({"it", "this"})
    assert pronouns.referring.isdisjoint({"i", "you"})


def test_forms_of_pronouns_lead_to_their_subjects() -> None:
    lists = english().pronoun_forms

    assert lists.subject_of == {"him": "he", "her": "she", "them": "they"}
    assert {form for form, counts_as in lists.forms.items() if form == counts_as} == lists.kinds.keys()
    assert (lists.forms["hers"], lists.forms["its"], lists.forms["her"]) == ("she", "it", "her")
    assert lists.possessive & lists.subject_of.keys() == {"her"}
    assert lists.vague < lists.forms.keys()


def test_places_are_picked_in_their_order() -> None:
    places = english().picks.places

    assert [places[word] for word in ("1", "two", "third", "4", "fifth")] == [0, 1, 2, 3, 4]


def test_suffixes_keep_the_order_in_which_they_are_taken_off() -> None:
    inflecting = english().suffixes.inflecting

    assert inflecting.index("es") < inflecting.index("s")


def test_contractions_and_endings_are_kept_apart() -> None:
    lists = english()

    assert lists.contractions["won't"] == ("will", "not")
    assert (lists.endings["n't"], lists.endings["'d"]) == (("not",), ())
    assert not [short for short in lists.contractions if short.startswith("'")]


def test_question_words_may_be_two() -> None:
    lists = english()

    assert (lists.question_words["whose"], lists.question_words["how come"]) == ("who", "why")
    assert lists.open_question_words.isdisjoint(lists.question_words)


def test_opposites_go_both_ways_and_no_word_is_its_own() -> None:
    opposites = english().opposites

    assert all(word in opposites[other] for word, others in opposites.items() for other in others)
    assert all(word not in others for word, others in opposites.items())
    assert opposites["fire"] >= {"hire", "appoint"}


def test_every_filler_is_found_by_its_first_and_last_word() -> None:
    lists = english()

    assert lists.openers.keys() == {filler[0] for filler in lists.fillers}
    assert lists.closers.keys() == {filler[-1] for filler in lists.fillers}
    assert all(lists.openers[filler[0]] >= len(filler) <= lists.closers[filler[-1]] for filler in lists.fillers)
    assert lists.interjections < lists.fillers
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
    texts = [*lists.base_forms, *lists.base_forms.values(), *lists.opposites, *lists.numbers, *lists.ordinals]
    texts += [*lists.auxiliaries, *lists.negations, *lists.question_words, *lists.open_question_words]
    texts += [*lists.calendar.months, *lists.calendar.weekdays, *lists.calendar.seasons]
    groups = [*vars(lists.pronouns).values(), *vars(lists.cues).values()]

    # "pm" behind an hour is none of what it is short for elsewhere.
    every = {*texts, *(word for words in groups for word in words)} - lists.cues.clock
    assert [text for text in every if text != fold(text)] == []


def test_what_has_a_verb_behind_it_is_an_auxiliary() -> None:
    lists = english()

    assert lists.cues.verb < lists.auxiliaries
    assert lists.cues.verb.isdisjoint(lists.cues.name)
