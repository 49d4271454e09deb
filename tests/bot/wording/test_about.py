from datetime import timedelta

from bot.config import Config
from bot.newsroom.conversations import FORGOTTEN_AFTER
from bot.wording.about import about


def test_it_says_how_long_the_last_answer_is_remembered() -> None:
    assert "For ten minutes I remember your last answer" in about(Config())
    assert timedelta(minutes=10) == FORGOTTEN_AFTER
