from knowledge.language.concepts import Concepts, synonyms_beside
from knowledge.language.english import english
from knowledge.language.stemming import stem
from knowledge.language.text import split


def groups_of(concepts: Concepts, text: str) -> set[int]:
    words = split(text)
    alone = (concepts.of_word(word.text, word.stem) for word in words)
    return set().union(*alone, *(concepts.of_phrases(words, at) for at in range(len(words))))


def test_words_their_forms_and_phrases_of_a_group_are_one_concept() -> None:
    concepts = Concepts((("toll", "fee"), ("step down", "resign")))

    assert groups_of(concepts, "tolls") == groups_of(concepts, "the fee") == {0}
    assert groups_of(concepts, "he stepped down") == groups_of(concepts, "resigned") == {1}
    assert not groups_of(concepts, "step up")


def test_a_word_itself_goes_before_its_stem() -> None:
    concepts = Concepts((("report", "story"), ("reporter", "journalist")))

    assert groups_of(concepts, "reporters") == {1}


def test_groups_of_english_stand_behind_those_of_the_base() -> None:
    own = (("toll", "fee"),)

    assert synonyms_beside(own)[0] == own[0]
    assert ("owner", "own", "belong", "belongs") in synonyms_beside(own)


def test_what_editors_say_of_a_word_goes_before_what_english_does() -> None:
    """Where "owner" and "tenant" are one to a base, English doesn't make others of them."""
    found = synonyms_beside((("Owners", "tenants"),))

    assert [group for group in found if any(stem(word) in ("owner", "tenant") for word in group)] == [
        ("Owners", "tenants")
    ]


def test_each_group_of_english_has_several_words_and_no_phrase_twice() -> None:
    for group in english().synonyms:
        assert len(set(group)) == len(group) > 1, group
        assert all(phrase == phrase.strip().casefold() for phrase in group), group
