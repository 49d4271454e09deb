"""A day of a fact: what was said, that nothing was, or that nobody knows; and which reports there were."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.desk.history import CitedSource, Past, Said
from bot.newsroom.as_of import AsOf, as_of
from bot.wording.history import as_of_in_words, history_in_words
from knowledge.decision.matcher import Matcher
from knowledge.model import Correction, Source

BERLIN = ZoneInfo("Europe/Berlin")
REPORT = CitedSource("gazette-2024-03-01", "Northfield Gazette", "The bridge", "2024-03-01", None)


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2024, 3, day, hour, tzinfo=UTC)


def said(answer: str, since: datetime, until: datetime | None = None) -> Said:
    return Said(
        question="What is the toll?", answer=answer, status="reported", sources=(REPORT,), since=since, until=until,
        by="ed",
    )  # fmt: skip


PAST = Past((said("Three dollars.", at(5), at(10)), said("Four dollars.", at(10))), at(2))


def look(town: Matcher, past: Past, day: int, month: int = 3, zone: ZoneInfo = BERLIN) -> AsOf:
    return as_of(past, town.base.facts[0], town.base, date(2024, month, day), zone)


@pytest.mark.parametrize(
    ("day", "known", "answers"),
    [
        (1, "unknown", []),
        (2, "unknown", []),
        (3, "nothing", []),
        (5, "said", ["Three dollars."]),
        (9, "said", ["Three dollars."]),
        (10, "said", ["Three dollars.", "Four dollars."]),
        (30, "said", ["Four dollars."]),
    ],
)
def test_a_day_has_what_was_said_on_it(town: Matcher, day: int, known: str, answers: list[str]) -> None:
    found = look(town, PAST, day)

    assert (found.known, [one.answer for one in found.said]) == (known, answers)


def test_a_day_is_one_of_the_newsroom_s(town: Matcher) -> None:
    past = Past((said("Late.", at(5, 23)),), at(2))

    assert look(town, past, 5).known == "nothing"
    assert look(town, past, 5, zone=ZoneInfo("UTC")).known == "said"


def test_without_a_record_nobody_knows(town: Matcher) -> None:
    text = as_of_in_words("toll?", look(town, Past(), 9), BERLIN)

    assert "We don't know what we said then: nothing was recorded of that day. Nobody has recorded" in text
    assert town.base.facts[0].answer not in text


def test_what_replies_gave_before_the_record_began_is_known_for_their_days(town: Matcher) -> None:
    given = replace(said("Two dollars.", at(1), at(1)), in_replies=True, sources=())
    past = replace(PAST, said=(given, *PAST.said))

    assert look(town, past, 29, month=2).known == "unknown"
    text = as_of_in_words("toll?", look(town, past, 1), BERLIN, strong="")
    assert "in replies from 1 March 2024, 13:00 CET to 1 March 2024, 13:00 CET\nTwo dollars." in text


def test_nothing_was_said_is_said_so_and_never_the_text_of_today(town: Matcher) -> None:
    text = as_of_in_words("toll?", look(town, PAST, 4), BERLIN)

    assert text == (
        "toll?\n**As of 4 March 2024**\n\n**What we said then**\nWe had said nothing of this then.\n\n"
        "**What had been published by then**\n"
        "- [Northfield Gazette, “The bridge, the ferry and the mayor”](<https://gazette.example/bridge>), 1 March 2024"
    )


def test_what_was_said_has_its_status_and_its_days(town: Matcher) -> None:
    text = as_of_in_words("toll?", look(town, PAST, 9), BERLIN, strong="")

    assert "What is the toll?\n🟡 Reported, not confirmed · since 5 March 2024, 13:00 CET, until 10 March" in text
    assert "Three dollars." in text
    assert "Four dollars." not in text


@pytest.mark.parametrize(
    ("published", "by_then", "perhaps"),
    [
        ("2024-03-09", ["report"], []),
        ("2024-03-10", [], []),
        ("2024-03", [], ["report"]),
        ("2024", [], ["report"]),
        ("2024-02", ["report"], []),
        ("2025", [], []),
    ],
)
def test_a_report_counts_from_the_day_on_which_it_was_published(
    town: Matcher, published: str, by_then: list[str], perhaps: list[str]
) -> None:
    fact = town.base.facts[0]
    report = Source("report", "Gazette", "The bridge", published)
    citing = replace(fact, citations=(replace(fact.citations[0], source="report"),))
    base = replace(town.base, sources={"report": report})

    found = as_of(Past(), citing, base, date(2024, 3, 9), BERLIN)

    assert [one.id for one in found.published] == by_then
    assert [one.id for one in found.perhaps] == perhaps


def test_the_history_has_the_newest_first_and_the_corrections(town: Matcher) -> None:
    fact = replace(town.base.facts[0], corrections=(Correction(date(2024, 3, 10), "It said three dollars."),))
    first = replace(PAST, said=(replace(PAST.said[0], since=at(2)), PAST.said[1]))

    text = history_in_words(fact, first, BERLIN, names=False, strong="")

    assert text.index("Four dollars.") < text.index("Three dollars.")
    assert "since 2 March 2024, 13:00 CET or earlier, until 10 March 2024, 13:00 CET" in text
    assert "What was said is recorded from 2 March 2024, 13:00 CET on." in text
    assert text.endswith("Corrected on 10 March 2024: It said three dollars.")
    assert "served by" not in text
    assert "(served by ed)" in history_in_words(fact, first, BERLIN, names=True)


def test_a_store_that_cannot_be_read_leaves_the_corrections(town: Matcher) -> None:
    assert "can't be read at the moment" in history_in_words(town.base.facts[0], None, BERLIN, names=False)
