import pytest

from fitting.pairs import Reader
from knowledge.reading.answerability import Answerability, beside

torch = pytest.importorskip("torch", reason="the network is fitted with torch: pip install torch")

LINES = [
    {"question": "What is the toll?", "answer": "The toll is 4 dollars.", "wording": "How much is it?", "label": 1},
    {"question": "Who built it?", "answer": "The toll is 4 dollars.", "wording": "How much is it?", "label": 0},
    {"question": "When does it open?", "answer": "It opens at nine.", "wording": "", "label": 1, "weight": 0.5},
]


def test_log_odds_get_the_mean_and_the_spread_that_they_had() -> None:
    from fitting.network import _level, _log_odds, _seeded

    network, pairs = _seeded(), Reader().pairs(LINES)
    before = torch.tensor([-1.0, 3.0])

    _level(network, before, _log_odds(network, pairs))

    after = _log_odds(network, pairs)
    assert float(after.mean()) == pytest.approx(1.0, abs=1e-4)
    assert float(after.std()) == pytest.approx(float(before.std()), abs=1e-4)


def test_what_is_fitted_and_what_serves_say_the_same() -> None:
    from fitting.network import _seeded, _stacked

    network, reader = _seeded().eval(), Reader()
    serving = Answerability({name: value.numpy() for name, value in network.state_dict().items()})
    question, answer, wording = (reader.states(str(LINES[0][name])) for name in ("question", "answer", "wording"))

    (said,) = serving.log_odds(question, [(beside(question, answer), beside(question, wording))])

    (pair,) = reader.pairs(LINES[:1])
    assert network(*_stacked([pair.worded])).item() == pytest.approx(float(said), abs=1e-2)
