import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language.text import (
    CHARACTER_LIMIT,
    LONGEST_WORD,
    TEXT_WORDS,
    fold,
    plain,
    split,
    unmarked,
    words,
)

PLAIN_WORDS = st.lists(
    st.sampled_from("bridge toll ferry mayor council harbour sailed".split()), min_size=1, max_size=8
)
PUNCTUATION = st.sampled_from([" ", ", ", "! ", "?? ", " ... ", "; ", " (", ") ", ' "', "\n", " / "])


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text())
def test_fold_is_idempotent_and_never_raises(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded


@pytest.mark.parametrize("text", ["n't", "n\u2019t it open", "what didn't n't"])
def test_no_folded_word_is_empty(text: str) -> None:
    found = split(text)

    assert all(word.text for word in found)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1), st.integers(1, 9))
@settings(derandomize=True, max_examples=150, deadline=None)
def test_split_keeps_to_its_limit(text: str, limit: int) -> None:
    assert len(split(text, limit)) <= limit


@given(PLAIN_WORDS)
def test_case_does_not_matter(texts: list[str]) -> None:
    text = " ".join(texts)

    assert fold(text.upper()) == fold(text.title()) == fold(text) == text


@given(PLAIN_WORDS, st.lists(PUNCTUATION, min_size=8, max_size=8))
def test_punctuation_does_not_matter(texts: list[str], marks: list[str]) -> None:
    text = "".join(word + mark for word, mark in zip(texts, marks, strict=False))

    assert fold(text) == " ".join(texts)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("br\u200bid\u2060ge", "bridge", id="zero-width"),
        pytest.param("br\u00adidge", "bridge", id="soft-hyphen"),
        pytest.param("\ufeffbridge\u200e", "bridge", id="byte-order-and-direction-marks"),
        pytest.param("\uff42\uff52\uff49\uff44\uff47\uff45", "bridge", id="full-width"),
        pytest.param("caf\u00e9 Z\u00fcrich", "cafe zurich", id="accents"),
        pytest.param("cafe\u0301", "cafe", id="combining-accent"),
        pytest.param("\ufb01nd stra\u00dfe", "find strasse", id="ligature-and-sharp-s"),
        pytest.param("the mayor\u2019s ferry", "the mayor ferry", id="smart-possessive"),
        pytest.param("who\u2019s \u201cthe mayor\u201d", "who is the mayor", id="smart-quotes"),
        pytest.param("didn't can't won't shan't", "did not can not will not shall not", id="not"),
        pytest.param("they're we'll I've I'm", "they are we will i have i am", id="verbs"),
        pytest.param("I'd let's", "i let us", id="d-and-us"),
        pytest.param("what's it's who's", "what is it is who is", id="is"),
        pytest.param("Berg's Lind's", "berg lind", id="possessive"),
        pytest.param("the mayors' boats", "the mayors boats", id="plural-possessive"),
        pytest.param("O'Hara", "ohara", id="apostrophe-in-a-name"),
        pytest.param("**toll** __on__ ~~the~~ `ferry` ||now||", "toll on the ferry now", id="markup"),
        pytest.param("> toll\n> ferry", "toll ferry", id="quote"),
        pytest.param("<@123> <@!45> <@&6> <#78> toll", "toll", id="mentions"),
        pytest.param("<:ferry:12> <a:boat:34> toll", "toll", id="custom-emoji"),
        pytest.param("\U0001f6a2 toll \u2708\ufe0f", "toll", id="emoji"),
        pytest.param("<t:1700000000:R> </ask fact:99> toll", "toll", id="timestamp-and-command"),
        pytest.param("toll https://gazette.example/a?b=c#d", "toll", id="url"),
        pytest.param("F.B.I. and U.N.", "fbi and un", id="initials"),
        pytest.param("45k 45K 45,000 $45,000 \u20ac45000", "45000 45000 45000 45000 45000", id="thousands"),
        pytest.param("1.5m 2M 3.50", "1500000 2000000 3.5", id="millions-and-decimals"),
        pytest.param("1st 2nd 3rd 4th 22nd", "first second third 4 22", id="ordinals"),
        pytest.param("talk 2 him", "talk to him", id="two-for-to"),
        pytest.param("gift 4 him", "gift for him", id="four-for-for"),
        pytest.param("on dec 2 he sailed", "on dec 2 he sailed", id="two-of-december"),
        pytest.param("only 2 people and 4 boats", "only 2 people and 4 boats", id="counting"),
        pytest.param("2 ferry", "2 ferry", id="two-in-front"),
        pytest.param("ferry 4", "ferry 4", id="four-at-the-end"),
        pytest.param("w/ u bc govt", "with you because government", id="slang"),
        pytest.param("the HR man has 2 hrs", "the hr man has 2 hours", id="an-abbreviation-is-no-unit"),
        pytest.param("whats whos", "what is who is", id="forgotten-apostrophe"),
        pytest.param("", "", id="empty"),
        pytest.param("?!... -- *** \U0001f642", "", id="nothing-but-marks"),
    ],
)
def test_fold_reads_text_as_it_was_meant(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["1ST", "2ND", "3RD", "22ND"])
def test_shouted_ordinals_are_ordinals(text: str) -> None:
    assert fold(text) == fold(text.lower())


@pytest.mark.parametrize("text", ["1980s", "10pm", "77x"])
def test_a_figure_that_runs_into_letters_stays_one_word(text: str) -> None:
    assert len(split(text)) == 1


def test_six_thousand_characters_are_cut_to_the_limits() -> None:
    many = split("toll " * 1200)
    long = split("a" * 6000)

    assert len(many) == 64
    assert [len(word.text) for word in long] == [64]
    assert len(plain("a" * 6000)) == 4000


def test_an_answer_is_read_to_its_end() -> None:
    assert len(split("a " * 750, TEXT_WORDS)) == 750
    assert len(split("a " * 2000, TEXT_WORDS)) == 1000


def test_plain_keeps_case() -> None:
    assert plain("**Caf\u00e9** Berg") == " Cafe  Berg"


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        pytest.param("ask Berg about the toll", ["berg"], id="name"),
        pytest.param("Ask berg. Then Lind", ["lind"], id="sentence-opens"),
        pytest.param("is it OPEN today", [], id="outcry"),
        pytest.param("did the FBI call", ["fbi"], id="initials"),
        pytest.param("IS LIND IN", [], id="shouted"),
        pytest.param("Who?\nBerg", [], id="new-line-opens"),
    ],
)
def test_capitals_mark_what_may_be_a_name(text: str, capitals: list[str]) -> None:
    assert [word.text for word in split(text) if word.capital] == capitals


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("hey um could you tell me what is the toll", id="in-front"),
        pytest.param("what is the toll thanks in advance", id="behind"),
        pytest.param("what is please lol the toll", id="between"),
        pytest.param("Good morning! Sorry to bother you, so what is basically the toll, guys? thx", id="everywhere"),
        pytest.param("what is the toll if you do not mind", id="long-filler-behind"),
    ],
)
def test_fillers_are_left_out(text: str) -> None:
    assert [word.text for word in words(text)] == ["what", "is", "the", "toll"]


def test_fillers_that_also_mean_something_stay_in_the_middle() -> None:
    assert [word.text for word in words("is the man at the toll")] == ["is", "the", "man", "at", "the", "toll"]


def test_a_text_of_nothing_but_fillers_keeps_them() -> None:
    assert [word.text for word in words("hello there")] == ["hello", "there"]


@pytest.mark.parametrize("text", ["\ufdfa" * 4000, "\ufdfa " * 2000, "\u1e69\u0323" * 4000])
def test_what_one_character_stands_for_is_cut_too(text: str) -> None:
    assert max(len(unmarked(text)), len(plain(text))) <= CHARACTER_LIMIT


@pytest.mark.parametrize("marks", ["\u0301" * 3999, "\u0316\u0301" * 1999, ("\u0301" * 20 + "\u200d") * 190])
def test_accents_without_end_are_cut_before_they_are_put_in_order(marks: str) -> None:
    assert len(unmarked("a" + marks)) == 30
    assert plain("a" + marks) == "a"


def test_a_word_without_end_is_cut() -> None:
    (word,) = split("a" * CHARACTER_LIMIT)

    assert len(word.text) == len(word.written) == LONGEST_WORD
    assert split("a" * 45)[0].text == "a" * 45


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("did the PM resign", "did the prime minister resign", id="office"),
        pytest.param("does it open at 5 pm", "does it open at 5 pm", id="hour"),
        pytest.param("at 5pm", "at 5pm", id="hour-in-one"),
        pytest.param("is 10 AM too late", "is 10 am too late", id="morning"),
    ],
)
def test_an_hour_has_no_prime_minister(text: str, words: str) -> None:
    assert fold(text) == words
