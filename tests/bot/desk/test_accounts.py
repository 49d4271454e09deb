"""What is counted of the talk, week by week, in either kind of store."""

from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import update

from bot.desk.accounts import Account, Named, starts_of
from bot.desk.records import Replied
from bot.store.tables import QUESTIONS
from tests.bot.desk.conftest import ANN, BOB, NOON, Room

# NOON is a Saturday.
WEEK, THIS = timedelta(weeks=1), date(2024, 2, 26)
LIGHTHOUSE, ZEPPELIN = "who painted the lighthouse", "who owns the zeppelin"
TOLL, FERRY = "north-bridge-toll", "ferry-first-trip"


def decided(room: Room, outcome: Literal["answer", "suggestions", "abstention", "shown"], at: datetime = NOON) -> None:
    room.desk.replied(Replied(at=at, outcome=outcome))


async def last(room: Room, weeks: int = 12, now: datetime = NOON) -> Account:
    return await room.desk.accounts.last(weeks, now)


async def test_nothing_is_counted_where_nothing_was_asked(room: Room) -> None:
    assert await last(room) == Account(())


async def test_outcomes_are_counted_by_week_from_the_first_that_had_any(room: Room) -> None:
    for number, outcome in enumerate(("answer", "answer", "suggestions", "abstention", "shown")):
        decided(room, outcome, NOON - timedelta(hours=number))  # type: ignore[arg-type]
    decided(room, "answer", NOON - 3 * WEEK)
    decided(room, "answer", NOON - 12 * WEEK)

    weeks = (await last(room)).weeks

    assert [week.monday for week in weeks] == [THIS - back * WEEK for back in (3, 2, 1, 0)]
    assert [(week.asked, week.answered, week.suggested, week.refused) for week in weeks] == [
        (1, 1, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0), (4, 2, 1, 1),
    ]  # fmt: skip
    assert len((await last(room, weeks=1)).weeks) == 1


async def test_the_most_asked_facts_and_questions_are_named(room: Room) -> None:
    for _ in range(2):
        room.show(TOLL, None)
    room.show(FERRY, None)
    room.show(FERRY, None, at=NOON - WEEK)
    for asker in (ANN, BOB):
        room.ask(LIGHTHOUSE, asker)
    room.ask(ZEPPELIN)
    room.ask("how much is the toll on South Bridge", message=70, offered=(TOLL,))

    before, now = (await last(room)).weeks

    assert now.most_asked == (Named(TOLL, 2), Named(FERRY, 1))
    assert before.most_asked == (Named(FERRY, 1),)
    assert now.most_refused == (Named(LIGHTHOUSE, 2), Named(ZEPPELIN, 1))


async def test_a_reply_that_was_not_what_was_asked_counts_once_in_private_too(room: Room) -> None:
    room.show(TOLL, 70)
    for message, asker in ((70, ANN), (70, ANN), (70, BOB), (71, BOB)):
        room.ask("is the ferry dear", asker, fact=TOLL, message=message)
    room.ask(ZEPPELIN, message=72)

    (week,) = (await last(room)).weeks

    assert week.wrong == 2
    assert week.most_refused == (Named(ZEPPELIN, 1),)


async def test_how_long_questions_waited_is_known_once_they_are_answered(room: Room) -> None:
    room.ask(LIGHTHOUSE)
    room.ask(ZEPPELIN)
    waiting = await last(room)
    (first, _) = (await room.desk.queue.page(1)).questions
    await room.desk.queue.taught(first.number, TOLL, "a wording")
    answered_at = NOON + timedelta(hours=5)
    async with room.store.write() as connection:
        await connection.execute(
            update(QUESTIONS).where(QUESTIONS.c.answered_at.is_not(None)).values(answered_at=answered_at)
        )

    answered = await last(room, now=answered_at)
    assert (waiting.waiting, waiting.oldest, waiting.weeks[0].waits) == (2, NOON, ())
    assert (answered.waiting, answered.weeks[0].waits) == (1, (timedelta(hours=5),))

    await room.desk.queue.untaught(TOLL, "a wording")
    again = await last(room, now=answered_at)
    assert (again.waiting, again.weeks[0].waits) == (2, ())


async def test_what_somebody_has_erased_is_not_counted(room: Room) -> None:
    room.ask(LIGHTHOUSE, ANN, fact=TOLL, message=70)
    room.ask(ZEPPELIN, ANN)
    await room.desk.privacy.forget(ANN)

    assert await last(room) == Account(())


async def test_sixty_weeks_are_counted(room: Room) -> None:
    for back in range(60):
        decided(room, "answer", NOON - back * WEEK)

    assert [week.answered for week in (await last(room, weeks=60)).weeks] == [1] * 60


def test_a_week_begins_on_monday_where_the_newsroom_is() -> None:
    """On 31 March 2024 clocks went forward in Berlin, so that week had an hour less."""
    berlin = ZoneInfo("Europe/Berlin")
    sunday_night = datetime(2024, 3, 31, 22, 30, tzinfo=UTC)

    starts = starts_of(3, sunday_night, berlin)

    assert [start.astimezone(UTC).isoformat() for start in starts] == [
        "2024-03-17T23:00:00+00:00", "2024-03-24T23:00:00+00:00", "2024-03-31T22:00:00+00:00",
    ]  # fmt: skip
