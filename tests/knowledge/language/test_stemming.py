import pytest

from knowledge.language.stemming import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ferries", "ferry", id="plural"),
        pytest.param("paid", "pay", id="irregular"),
        pytest.param("went", "going", id="go"),
        pytest.param("reporters", "reporter", id="doers"),
        pytest.param("sailed", "sailing", id="regular"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("doer", "deed"),
    [
        pytest.param("reporter", "report", id="er"),
        pytest.param("dealers", "deal", id="plural"),
        pytest.param("visitors", "visit", id="or"),
        pytest.param("investigator", "investigate", id="ator"),
    ],
)
def test_a_doer_keeps_apart_from_the_deed(doer: str, deed: str) -> None:
    assert stem(doer) != stem(deed)
