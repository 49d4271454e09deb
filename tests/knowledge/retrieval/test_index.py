import itertools
from collections.abc import Iterable

import numpy as np
import pytest

from knowledge.language.analysis import Analysis, Analyst
from knowledge.model import FactBase
from knowledge.retrieval.corpus import Corpus, gather, phrasing_of
from knowledge.retrieval.index import Index

FACTS = (
    ("what is the toll on the bridge", "how much do drivers pay to cross", "bridge toll today"),
    ("when did the ferry first sail", "since when has the ferry been running", "first ferry trip"),
    ("who is the mayor", "name of the mayor", "who runs the town hall"),
    ("is the market open on sunday", "sunday market hours"),
)
ANALYST = Analyst(FactBase((), {}, (), (("toll", "fee", "charge"), ("open", "hours"))))


def analysed(facts: Iterable[Iterable[str]]) -> list[list[Analysis]]:
    return [[ANALYST.stored(text) for text in texts] for texts in facts]


def corpus_of(facts: Iterable[Iterable[str]]) -> Corpus:
    return gather((map(phrasing_of, texts) for texts in analysed(facts)), lambda done: None)


INDEX = Index(corpus_of(FACTS))


@pytest.mark.parametrize(
    "text",
    [
        *(text for texts in FACTS for text in texts),
        "xylophone quartz",
        "",
        "the the the",
        "fee",
        "toll ferry mayor market",
    ],
)
def test_scores_lie_between_nought_and_one(text: str) -> None:
    scores = INDEX.score(INDEX.weigh(ANALYST.stored(text)))

    assert scores.shape == (len(FACTS),)
    assert float(scores.min()) >= 0.0
    assert float(scores.max()) <= 1.0 + 1e-6


@pytest.mark.parametrize(("fact", "text"), [(fact, text) for fact, texts in enumerate(FACTS) for text in texts])
def test_an_own_phrasing_scores_highest(fact: int, text: str) -> None:
    scores = INDEX.score(INDEX.weigh(ANALYST.stored(text)))

    assert int(scores.argmax()) == fact
    assert float(scores[fact]) > 0.3


def test_a_single_wording_scores_one_for_itself() -> None:
    index = Index(corpus_of([["what is the toll"], ["who is the mayor"]]))

    scores = index.score(index.weigh(ANALYST.stored("what is the toll")))

    assert float(scores[0]) == pytest.approx(1.0, abs=0.06)
    assert float(scores[1]) < 0.5


def test_unknown_words_lower_the_score() -> None:
    known = INDEX.score(INDEX.weigh(ANALYST.stored("bridge toll")))[0]
    padded = INDEX.score(INDEX.weigh(ANALYST.stored("bridge toll xylophone quartz")))[0]

    assert 0.0 < padded < known


def test_a_synonym_finds_a_fact_that_never_uses_it() -> None:
    assert int(INDEX.score(INDEX.weigh(ANALYST.stored("fee"))).argmax()) == 0


PLACES = "bridge ferry market school library harbour museum station theatre garden stadium airport".split()
ASKED = (
    ("what", "toll", "fee", "price", "pay", "cost"),
    ("when", "open", "opened", "date", "begin", "start"),
    ("who", "runs", "manager", "boss", "charge", "leads"),
    ("where", "park", "parking", "car", "leave", "address"),
)
# Every fact has its words in several wordings, as facts of a real base do.
MANY = [
    [f"{first} {second} at the {place}" for first, second in itertools.permutations(asked, 2)]
    for place in PLACES
    for asked in ASKED
]
LARGER = Index(corpus_of(MANY))


@pytest.mark.parametrize(("fact", "wording"), [(0, 0), (1, 3), (13, 17), (22, 29), (35, 8), (47, 3)])
def test_score_without_is_the_score_of_an_index_without_the_phrasing(fact: int, wording: int) -> None:
    text = MANY[fact][wording]
    rest = [[other for other in texts if other != text] for texts in MANY]
    rebuilt = Index(corpus_of(rest))

    left_out = LARGER.score_without(LARGER.weigh(ANALYST.stored(text)), fact)

    expected = float(rebuilt.score(rebuilt.weigh(ANALYST.stored(text)))[fact])
    assert left_out == pytest.approx(expected, abs=0.05)
    assert left_out < float(LARGER.score(LARGER.weigh(ANALYST.stored(text)))[fact])


def test_score_without_the_only_phrasing_is_nought() -> None:
    index = Index(corpus_of([["what is the toll"], ["who is the mayor"]]))

    assert index.score_without(index.weigh(ANALYST.stored("what is the toll")), 0) == 0.0


def test_weights_have_unit_length_and_none_for_an_empty_text() -> None:
    weighted = INDEX.weigh(ANALYST.stored("bridge toll"))

    assert float(np.linalg.norm(weighted.weights)) == pytest.approx(1.0, abs=1e-5)
    assert len(weighted.ids) == len(weighted.weights) == len(weighted.kinds)


def test_a_word_of_ten_wordings_outweighs_one_of_one_but_not_tenfold() -> None:
    often = [f"toll {word}" for word in "bridge car lorry bus boat night day week month".split()]
    index = Index(corpus_of([[*often, "ferry bridge"], ["mayor name"], ["market sunday"]]))
    once, ten = (float(index.score(index.weigh(ANALYST.stored(text)))[0]) for text in ("ferry", "toll"))

    # That a word is rare counts for more: undamped the one of ten wordings comes nearer.
    assert 2.5 < once / ten < 3.3


def numerous(wordings: int) -> Corpus:
    """Return a corpus of random wordings of eight words, four to a fact, some words far more frequent than others."""
    dice, vocabulary = np.random.default_rng(0), 20_000
    shares = 1.0 / np.arange(1, vocabulary + 1)
    return Corpus(
        rows=dice.choice(vocabulary, wordings * 8, p=shares / shares.sum()).astype(np.int32),
        starts=np.arange(0, wordings * 8 + 1, 8),
        concepts=np.zeros(0, dtype=np.uint32),
        concept_starts=np.zeros(wordings + 1, dtype=np.int64),
        bounds=np.arange(0, wordings + 1, 4),
        row_of={},
        texts=[""] * vocabulary,
        codes=dice.integers(0, 2**32, vocabulary, dtype=np.uint32),
        asked_about=[],
    )


def test_the_index_of_many_wordings_takes_little_room() -> None:
    index = Index(numerous(12_000))

    assert sum(part.nbytes for part in vars(index).values() if isinstance(part, np.ndarray)) < 40 * 2**20


def test_among_very_many_wordings_a_word_that_none_has_hits_hardly_any_fact() -> None:
    index = Index(numerous(24_000))
    strangers = [f"xyl{number}" for number in range(200)]

    found = [bool(index.score(index.weigh(ANALYST.stored(stranger))).any()) for stranger in strangers]

    # Each has three features: itself and two neighbours.
    assert sum(found) < len(strangers) / 2
