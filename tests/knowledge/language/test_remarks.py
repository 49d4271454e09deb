import pytest

from knowledge.language.remarks import is_bare, is_remark
from knowledge.language.text import split


@pytest.mark.parametrize(
    "said",
    [
        "is this true?", "is that so", "who asked", "wow", "WOW!!!", "that's a lie", "thank you for lying",
        "ok", "lol", "you are lying", "why do you lie", "this is fake news", "are you sure?", "I don't believe this",
        "how true is that", "so what", "thanks", "really?", "no", "nice bot",
        "lol what a mess", "what a lie", "you are useless",
    ],
)  # fmt: skip
def test_remarks_ask_for_nothing(said: str) -> None:
    assert is_remark(said)


@pytest.mark.parametrize(
    "asked",
    [
        "did he lie", "who lied", "did they lie to the council", "is it true that the ferry sank", "why?", "and when?",
        "what is true", "is the toll right", "which one", "was the bridge fake", "source?",
        "what was the mess", "what a harbour master does",
    ],
)  # fmt: skip
def test_what_has_a_subject_or_asks_for_one_is_no_remark(asked: str) -> None:
    assert not is_remark(asked)


@pytest.mark.parametrize(
    ("said", "bare"), [("and why?", True), ("which one", True), ("2", True), ("why the bridge", False), ("toll", False)]
)
def test_bare_words_have_no_subject(said: str, bare: bool) -> None:  # noqa: FBT001
    assert is_bare(tuple(word.text for word in split(said))) is bare


def test_a_name_without_capital_is_no_bare_word() -> None:
    assert not is_bare(("who", "lind"))
