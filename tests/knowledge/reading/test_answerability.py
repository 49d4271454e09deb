from pathlib import Path

import numpy as np
import pytest

from knowledge.language.encoder import States, packaged_encoder
from knowledge.reading.answerability import LAST, NOTHING, Answerability, answerability, beside

NETWORK = answerability()
ENCODER = packaged_encoder()
WORDING = "When did the ferry make its first trip?"
ANSWER = "The ferry first sailed from the northern pier on 5 May 2021."


def states(text: str) -> States:
    return ENCODER.read(text)[1]


def odds_of(network: Answerability, question: States, *told: tuple[States, States]) -> list[float]:
    pairs = [(beside(question, answer), beside(question, wording)) for answer, wording in told]
    return list(map(float, network.log_odds(question, pairs)))


def log_odds(question: str, answer: str = ANSWER, wording: str = WORDING, network: Answerability = NETWORK) -> float:
    return odds_of(network, states(question), (states(answer), states(wording)))[0]


def shuffled(given: States) -> States:
    order = np.random.default_rng(3).permutation(len(given.ids))
    return States(given.ids[order], given.states[order], given.content[order])


def test_the_same_texts_always_get_the_same_odds() -> None:
    first = log_odds(WORDING)

    assert np.isfinite(first)
    assert log_odds(WORDING) == first
    assert log_odds(WORDING, network=Answerability(dict(NETWORK.weights))) == first


@pytest.mark.parametrize(
    ("question", "other"),
    [
        pytest.param("when did the ferry first sail?", "who painted the ceiling of the chapel?", id="another-matter"),
        pytest.param(WORDING, "how many pipes does an organ have?", id="its-own-question"),
    ],
)
def test_what_is_answered_has_better_odds_than_what_is_not(question: str, other: str) -> None:
    assert log_odds(question) > log_odds(other)


def test_an_answer_without_the_asked_thing_has_worse_odds() -> None:
    assert log_odds(WORDING) > log_odds(WORDING, answer="Anna Berg plays chess.", wording="What does Anna Berg play?")


def test_a_network_that_weighs_nothing_says_its_bias() -> None:
    nothing = {name: np.zeros_like(values) for name, values in NETWORK.weights.items()}
    bias = {"out.4.bias": np.array([0.25], dtype=np.float32)}

    assert log_odds(WORDING, network=Answerability(nothing | bias)) == 0.25


def test_without_weights_of_positions_the_order_of_words_tells_nothing() -> None:
    answer, question, wording = states(ANSWER), states("when did it sail?"), states(WORDING)
    placeless = dict(NETWORK.weights) | {"pos.weight": np.zeros_like(NETWORK.weights["pos.weight"])}
    turned = shuffled(answer)

    same = odds_of(Answerability(placeless), question, (turned, wording), (answer, wording))
    assert same[0] == pytest.approx(same[1], abs=1e-3)
    other = odds_of(NETWORK, question, (turned, wording), (answer, wording))
    assert other[0] != pytest.approx(other[1], abs=1e-3)


def test_texts_that_are_read_together_are_read_each_by_itself() -> None:
    question, told = states("when did it sail?"), [states(text) for text in (ANSWER, "Anna Berg plays chess.", WORDING)]
    pairs = [(told[0], told[2]), (told[1], NOTHING), (told[0], NOTHING), (told[1], told[2])]

    assert odds_of(NETWORK, question, *pairs) == pytest.approx(
        [odds_of(NETWORK, question, pair)[0] for pair in pairs], abs=1e-4
    )


def test_a_text_longer_than_the_last_position_is_no_fault() -> None:
    answer = states(ANSWER)
    times = LAST // len(answer.ids) + 2
    long = States(np.tile(answer.ids, times), np.tile(answer.states, (times, 1)), np.tile(answer.content, times))

    assert len(long.ids) > LAST
    assert np.isfinite(odds_of(NETWORK, states(WORDING), (long, states(WORDING))))


def test_without_its_weights_there_is_no_network(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        answerability(tmp_path / "gone.npz")


def test_weights_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    np.savez(path, **{name: values.astype(np.float16) for name, values in NETWORK.weights.items()})  # type: ignore[arg-type]

    found = answerability(path)

    assert {values.dtype for values in found.weights.values()} == {np.dtype(np.float32)}
    assert log_odds(WORDING, network=found) == pytest.approx(log_odds(WORDING), abs=0.05)


def test_weights_that_could_run_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    np.savez(path, cls=np.array([{}]))

    with pytest.raises(ValueError, match="pickle"):
        answerability(path)


def test_the_network_is_read_once() -> None:
    assert answerability() is NETWORK


def random_states(seed: int, pieces: int) -> States:
    """Return states that are the same on every machine, as an encoder's are not to the last digit."""
    dice = np.random.default_rng(seed)
    drawn = dice.normal(scale=0.3, size=(pieces, 384)).astype(np.float32)
    return States(dice.integers(1000, 2000, pieces), drawn, np.ones(pieces, dtype=bool))


@pytest.mark.parametrize(
    ("pieces", "odds"),
    [
        pytest.param(20, -3.119, id="short"),
        pytest.param(100, -3.119, id="long"),
        pytest.param(200, -3.085, id="beyond-all-positions"),
    ],
)
def test_the_shipped_network_says_what_it_was_fitted_to_say(pieces: int, odds: float) -> None:
    question, answer, wording = (random_states(seed, size) for seed, size in enumerate((8, pieces, 9)))

    assert odds_of(NETWORK, question, (answer, wording)) == pytest.approx([odds], abs=0.005)
