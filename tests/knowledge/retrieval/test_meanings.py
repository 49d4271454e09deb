from collections.abc import Iterable

import numpy as np
import pytest

from knowledge.language.analysis import Analyst
from knowledge.model import FactBase
from knowledge.retrieval.corpus import Corpus, gather, phrasing_of
from knowledge.retrieval.meanings import Meanings, MeantText, unit_rows

FACTS = (
    ("what is the toll on the bridge", "how much do drivers pay to cross"),
    ("when did the ferry first sail", "since when has the ferry been running"),
    ("why was the harbour master dismissed", "reason for the dismissal of the harbour master"),
)
ANALYST = Analyst(FactBase((), {}))
EVERY = slice(None)


def corpus_of(facts: Iterable[Iterable[str]]) -> Corpus:
    return gather([[phrasing_of(ANALYST.stored(text)) for text in texts] for texts in facts], lambda done: None)


MEANINGS = Meanings(corpus_of(FACTS))
WORDINGS = [(fact, 2 * fact + at, text) for fact, texts in enumerate(FACTS) for at, text in enumerate(texts)]


def meant(text: str) -> MeantText:
    return MEANINGS.read(ANALYST.stored(text))


@pytest.mark.parametrize(("fact", "place", "text"), WORDINGS)
def test_an_own_wording_is_nearest_in_every_way(fact: int, place: int, text: str) -> None:
    found = meant(text)

    assert int(MEANINGS.cosines(found, EVERY).argmax()) == fact
    assert float(MEANINGS.covered(found, [fact])[0]) == pytest.approx(1.0, abs=1e-4)
    score, wording = MEANINGS.nearest(found, fact)
    assert score == pytest.approx(1.0, abs=1e-4)
    assert wording == place - 2 * fact


@pytest.mark.parametrize(("fact", "place", "text"), WORDINGS)
def test_leaving_a_wording_out_takes_its_share_away(fact: int, place: int, text: str) -> None:
    found = meant(text)

    cosine = MEANINGS.cosine_without(found, fact)
    covered = MEANINGS.covered_without(found, fact, place)
    score, other = MEANINGS.nearest(found, fact, left_out=place)

    assert cosine < float(MEANINGS.cosines(found, EVERY)[fact])
    assert covered < 1.0
    assert score < 1.0
    assert other != place - 2 * fact or score == 0.0


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        pytest.param("the boat began its voyages", 1, id="boat-and-voyages"),
        pytest.param("firing the port chief", 2, id="firing"),
        pytest.param("the price that motorists are charged", 0, id="price-and-motorists"),
    ],
)
def test_words_of_like_meaning_find_the_fact(text: str, fact: int) -> None:
    assert int(MEANINGS.covered(meant(text), [0, 1, 2]).argmax()) == fact


@pytest.mark.parametrize("text", ["", "zzkrx", "the the the", "toll ferry master", "a b c"])
def test_signals_keep_to_their_ranges(text: str) -> None:
    found = meant(text)

    cosines = MEANINGS.cosines(found, EVERY)
    covered = MEANINGS.covered(found, [0, 1, 2])

    assert np.all(np.abs(cosines) <= 1.0 + 1e-5)
    assert np.all((covered >= 0.0) & (covered <= 1.0 + 1e-5))
    assert 0.0 <= MEANINGS.nearest(found, 0)[0] <= 1.0


def test_a_word_said_twice_counts_once() -> None:
    assert len(meant("toll toll toll").rows) == 1


def test_a_rare_word_tells_more_and_an_unseen_one_most() -> None:
    assert MEANINGS.rarity("the") < MEANINGS.rarity("toll") < MEANINGS.rarity("zeppelin")


def test_an_unseen_word_is_read_by_its_vector() -> None:
    found = meant("zeppelin")

    assert found.rows.tolist() == [-1]
    assert float(np.linalg.norm(found.units[0])) == pytest.approx(1.0, abs=1e-4)


def test_unit_rows_have_unit_length_and_a_zero_row_stays_zero() -> None:
    rows = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32))

    assert rows.tolist() == [pytest.approx([0.6, 0.8]), [0.0, 0.0]]


def test_a_word_of_no_like_meaning_finds_nothing() -> None:
    assert not MEANINGS.covered(meant("pension"), [0, 1, 2]).any()


@pytest.mark.parametrize(
    ("every", "is_telling"),
    [pytest.param(10, False, id="how-people-ask"), pytest.param(30, True, id="what-they-ask-of")],
)
def test_a_word_of_many_wordings_tells_nothing(every: int, *, is_telling: bool) -> None:
    meanings = Meanings(corpus_of([["ferry" if not number % every else "bridge"] for number in range(1000)]))

    assert meanings.is_telling("ferri") is is_telling
