import pytest

from bot.newsroom.findings import Finding
from bot.wording.findings import nothing_in_words


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        ("Quist", "No checked fact says this about Quist."),
        ("zeppelin", "No checked fact says anything about “zeppelin”."),
        ("", "No checked fact bears on this."),
    ],
)
def test_what_a_base_lacks_is_named_as_a_name_or_as_a_word(lacks: str, words: str) -> None:
    assert nothing_in_words(Finding("It flew.", lacks=lacks)) == words
