import numpy as np
import pytest

from knowledge.retrieval.features import CONCEPT, NEIGHBOURS, WORD, Codes, Hasher, code, concept_code


def codes(text: str) -> Codes:
    return np.array([[code(word) for word in text.split()]], dtype=np.uint32)


def kinds(hasher: Hasher, text: str) -> dict[float, set[int]]:
    ids, weights = hasher.words(codes(text))
    found: dict[float, set[int]] = {}
    for number, weight in zip(ids[0].tolist(), weights.tolist(), strict=True):
        found.setdefault(round(weight, 3), set()).add(number)
    return found


def test_codes_are_the_same_on_every_machine() -> None:
    assert code("toll") == 199126290
    assert code("toll") != code("ferry")
    assert concept_code(3) != concept_code(4)


def test_a_text_has_words_neighbours_and_pairs() -> None:
    ids, weights = Hasher().words(codes("is the toll high"))

    assert ids.shape == (1, 4 + 5 + 6)
    assert sorted(set(weights.tolist())) == pytest.approx([0.4, 0.7, 1.0])


def test_order_changes_neighbours_and_nothing_else() -> None:
    one, other = kinds(Hasher(), "berg dismissed lind"), kinds(Hasher(), "lind dismissed berg")

    assert one[WORD] == other[WORD]
    assert one[0.4] == other[0.4]
    assert one[0.7] != other[0.7]


@pytest.mark.parametrize("bits", [8, 20, 22])
def test_numbers_stay_below_the_size_of_the_table(bits: int) -> None:
    hasher = Hasher(bits=bits)

    ids, _ = hasher.words(codes("what is the toll on the northern bridge"))
    groups = hasher.concepts(np.array([concept_code(group) for group in range(50)], dtype=np.uint32))

    assert int(ids.max()) < 1 << bits
    assert int(groups.max()) < 1 << bits


def test_texts_of_equal_length_are_hashed_together_as_alone() -> None:
    together, _ = Hasher().words(np.vstack([codes("toll bridge"), codes("ferry trip")]))

    assert together[1].tolist() == Hasher().words(codes("ferry trip"))[0][0].tolist()


def test_a_text_without_words_has_only_its_edges() -> None:
    ids, weights = Hasher().words(np.zeros((1, 0), dtype=np.uint32))

    assert ids.shape == (1, 1)
    assert weights.tolist() == pytest.approx([NEIGHBOURS])


def test_a_concept_counts_less_than_a_word() -> None:
    assert NEIGHBOURS < CONCEPT < WORD
