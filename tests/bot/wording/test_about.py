from datetime import timedelta

from bot.config import Config
from bot.wording.about import about
from knowledge.decision.follow_ups import FORGOTTEN_AFTER


def test_it_says_how_long_the_last_answer_is_remembered() -> None:
    assert "For ten minutes I remember your last answer" in about(Config())
    assert timedelta(minutes=10) == FORGOTTEN_AFTER
