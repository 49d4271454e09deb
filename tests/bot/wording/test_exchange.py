"""What an editor is told of a spreadsheet."""

from bot.wording import exchange as words
from knowledge.service.live import Change


def test_what_changes_no_fact_is_told_so() -> None:
    assert words.published(Change()) == "Published, and served from now on. No fact has changed by it."
