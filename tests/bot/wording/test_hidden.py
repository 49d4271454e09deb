"""What the staff and editors read of hidden facts: why others can't see them, when they go out, how many there are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.newsroom.statistics import Statistics
from bot.wording.hidden import goes_out, hidden_in_words, moment_in_words, why_hidden
from bot.wording.service import status_in_words
from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.service.live import Served
from knowledge.service.opening import Opened

NOW = datetime(2026, 11, 26, tzinfo=UTC)
HOUR = datetime(2026, 12, 1, 7, tzinfo=timezone(timedelta(hours=1)))


def test_an_hour_is_told_in_utc() -> None:
    assert moment_in_words(HOUR) == "1 December 2026, 06:00 UTC"


@pytest.mark.parametrize(
    ("fields", "why", "goes"),
    [
        ({"publish_at": HOUR}, "Not public before 1 December 2026, 06:00 UTC", "It goes out at 1 December 2026, 06:00"),
        ({"draft": True, "publish_at": HOUR}, "A draft", "It is a draft"),
        ({"audience": "staff"}, "For the staff", "It is for the staff"),
        ({}, "", ""),
        ({"publish_at": NOW}, "Not public before 26 November 2026, 00:00 UTC", ""),
    ],
)
def test_why_others_cannot_see_it(town: Matcher, fields: dict[str, object], why: str, goes: str) -> None:
    fact = replace(town.base.facts[0], **fields)  # type: ignore[arg-type]

    assert why_hidden(fact, NOW) == why
    assert goes_out(fact, NOW).startswith(goes)
    assert bool(goes_out(fact, NOW)) is bool(goes)


def test_admins_read_how_many_are_not_public(town: Matcher) -> None:
    toll, ferry, mayor = town.base.facts
    facts = (replace(toll, draft=True), replace(ferry, audience="staff"), replace(mayor, publish_at=HOUR))
    base = replace(town.base, facts=facts, version="files")
    words = "3 facts not public: 1 waiting for its hour, 1 as a draft, 1 for the staff"

    assert hidden_in_words(base, NOW) == words
    assert hidden_in_words(town.base, NOW) == ""
    opened = Opened(town, town, NOW, lambda _, __: town)
    assert "not public" not in status_in_words(Served(town, NOW, "eva", opened), Statistics(), PRECISION)
