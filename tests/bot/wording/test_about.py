from datetime import timedelta

from bot.wording.about import ABOUT
from knowledge.decision.follow_ups import FORGOTTEN_AFTER


def test_it_says_how_long_the_last_answer_is_remembered() -> None:
    assert "For ten minutes I remember your last answer" in ABOUT
    assert timedelta(minutes=10) == FORGOTTEN_AFTER
