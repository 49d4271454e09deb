"""What is due, and what readers say is out of date: counted as the fact was checked, and erased like all else."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from bot.desk.due import find_due, key_of, page_of, state_of
from bot.store.tables import FLAGS
from knowledge.decision.matcher import Matcher
from knowledge.model import Retraction
from tests.bot.desk.conftest import ANN, BOB, NOON, Room

TOLL, FERRY, LIND = "north-bridge-toll", "ferry-first-trip", "mayor-dismissed-lind"
TODAY = date(2024, 6, 2)


def test_what_was_taken_back_comes_before_what_readers_doubt_and_that_before_what_is_overdue(town: Matcher) -> None:
    back = Retraction(date(2024, 5, 4), "It was made up.")
    other = replace(town.base.sources["gazette-2024-03-01"], id="herald", retracted=back)
    toll, ferry, lind = town.base.facts
    lind = replace(lind, positions=(replace(lind.positions[0], source="herald"),))
    late = replace(toll, review_by=date(2024, 6, 1))
    base = replace(town.base, facts=(late, ferry, lind), sources={**town.base.sources, "herald": other})

    due = find_due(base, TODAY, {FERRY: 2})

    assert [(one.fact.id, one.since, len(one.retracted), one.flags) for one in due] == [
        (LIND, None, 1, 0),
        (FERRY, None, 0, 2),
        (TOLL, date(2024, 6, 1), 0, 0),
    ]
    assert [one.may_stand for one in due] == [False, True, True]
    assert find_due(base, date(2024, 6, 1), {})[1:] == ()
    assert find_due(town.base, TODAY, {}) == ()


def test_pages_hold_four_and_one_past_the_end_is_the_last(town: Matcher) -> None:
    facts = tuple(replace(town.base.facts[0], id=f"toll-{number}", review_by=TODAY) for number in range(6))
    due = find_due(replace(town.base, facts=facts), TODAY + timedelta(days=1), {})

    assert [(len(page.due), page.number, page.pages) for page in (page_of(due, 1), page_of(due, 9))] == [
        (4, 1, 2), (2, 2, 2),
    ]  # fmt: skip
    assert (page_of((), 3).number, page_of((), 3).pages) == (1, 1)


def test_a_key_stands_for_all_that_is_seen_and_a_state_for_the_check(town: Matcher) -> None:
    toll, base = town.base.facts[0], town.base
    worded = replace(toll, phrasings=())
    checked = replace(toll, as_of=TODAY)

    assert state_of(worded, base) == state_of(toll, base) != state_of(checked, base)
    assert len({key_of(fact, base) for fact in (toll, worded, checked)}) == 3


async def test_flags_are_counted_by_people_and_settled_by_the_next_check(room: Room) -> None:
    for user in (ANN, BOB, ANN):
        assert room.desk.flag(user, room.fact(TOLL), NOON)
    room.desk.flag(ANN, room.fact(FERRY), NOON)
    await room.desk.clerk.settle()

    assert await room.desk.flags.counts(room.base) == {TOLL: 2, FERRY: 1}

    room.rewrite("status: confirmed\n    as_of: 2024-03-01\n    happened: 2024-03\n",
                 "status: confirmed\n    as_of: 2024-03-02\n    happened: 2024-03\n")  # fmt: skip
    assert await room.desk.flags.counts(room.base) == {FERRY: 1}
    room.desk.flag(ANN, room.fact(TOLL), NOON)
    assert await room.desk.flags.counts(room.base) == {TOLL: 1, FERRY: 1}

    await room.desk.flags.settle(FERRY)
    assert await room.desk.flags.counts(room.base) == {TOLL: 1}


async def test_flags_name_nobody_and_are_shown_and_erased(room: Room) -> None:
    room.desk.flag(ANN, room.fact(TOLL), NOON)
    room.desk.flag(BOB, room.fact(TOLL), NOON)
    assert (await room.desk.privacy.show(ANN)).flagged == (TOLL,)
    assert not (await room.desk.privacy.show(3)).flagged
    async with room.store.read() as connection:
        assert str(ANN) not in repr((await connection.execute(select(FLAGS))).all())

    await room.desk.privacy.forget(ANN)

    assert not await room.desk.privacy.show(ANN)
    assert await room.desk.flags.counts(room.base) == {TOLL: 1}


async def test_flags_go_with_the_days_of_retention(room: Room) -> None:
    room.desk.flag(ANN, room.fact(TOLL), NOON - timedelta(days=31))
    room.desk.flag(BOB, room.fact(TOLL), NOON)
    await room.desk.clerk.settle()

    await room.desk.daily.purge(NOON - timedelta(days=30))

    assert await room.desk.flags.counts(room.base) == {TOLL: 1}
