from pathlib import Path

import numpy as np
import pytest

from knowledge.language.encoder import States, packaged_encoder
from knowledge.reading.answerability import LAST, Answerability, answerability

NETWORK = answerability()
ENCODER = packaged_encoder()
WORDING = "When did the ferry make its first trip?"
ANSWER = "The ferry first sailed from the northern pier on 5 May 2021."


def states(text: str) -> States:
    return ENCODER.read(text)[1]


def log_odds(question: str, answer: str = ANSWER, wording: str = WORDING, network: Answerability = NETWORK) -> float:
    return network.log_odds(states(question), states(answer), states(wording))


def shuffled(given: States) -> States:
    order = np.random.default_rng(3).permutation(len(given.ids))
    return States(given.ids[order], given.states[order], given.content[order])


def test_the_same_texts_always_get_the_same_odds() -> None:
    first = log_odds(WORDING)

    assert np.isfinite(first)
    assert log_odds(WORDING) == first
    assert Answerability(dict(NETWORK.weights)).log_odds(states(WORDING), states(ANSWER), states(WORDING)) == first


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

    assert Answerability(placeless).log_odds(question, turned, wording) == pytest.approx(
        Answerability(placeless).log_odds(question, answer, wording), abs=1e-3
    )
    assert NETWORK.log_odds(question, turned, wording) != pytest.approx(
        NETWORK.log_odds(question, answer, wording), abs=1e-3
    )


def test_a_text_longer_than_the_last_position_is_no_fault() -> None:
    answer = states(ANSWER)
    times = LAST // len(answer.ids) + 2
    long = States(np.tile(answer.ids, times), np.tile(answer.states, (times, 1)), np.tile(answer.content, times))

    assert len(long.ids) > LAST
    assert np.isfinite(NETWORK.log_odds(states(WORDING), long, states(WORDING)))


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
