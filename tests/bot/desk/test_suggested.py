"""Questions that only got suggestions: they wait apart until one is picked, or somebody says that none was meant."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.store.tables import ASKINGS, QUESTIONS, REPLIES
from bot.wording.desk import digest_in_words, page_in_words
from tests.bot.desk.conftest import ANN, BOB, NOON, Room

TOLL, FERRY = "north-bridge-toll", "ferry-first-trip"
SOUTH = "how much is the toll on south bridge"


async def states(room: Room) -> list[tuple[str, str, int]]:
    await room.desk.clerk.settle()
    columns = (QUESTIONS.c.text, QUESTIONS.c.state, QUESTIONS.c.asked)
    async with room.store.read() as connection:
        return [tuple(row) for row in (await connection.execute(select(*columns).order_by(QUESTIONS.c.id))).all()]


async def test_it_is_in_the_queue_apart_from_those_that_nothing_answers(room: Room) -> None:
    room.ask("who painted the lighthouse")
    room.ask(SOUTH, message=70, offered=(TOLL,))

    page = await room.desk.queue.page(1)
    apart = await room.desk.queue.page(1, "suggested")

    assert ([one.text for one in page.questions], page.suggested) == (["who painted the lighthouse"], 1)
    assert [one.text for one in apart.questions] == [SOUTH]
    also = "1 question only got suggestions, of which none was picked: /desk queue state:suggested"
    assert page_in_words(page, "open", {}).endswith(f"-# {also}")
    assert also in (digest_in_words(page, {}, 0) or "")
    assert page_in_words(apart, "suggested", {}).startswith("**1 question with suggestions that nobody picked**")


async def test_picked_it_is_gone(room: Room) -> None:
    room.ask(SOUTH, message=70, offered=(TOLL, FERRY))
    room.desk.picked(70, room.fact(FERRY), NOON)

    assert await states(room) == []


@pytest.mark.parametrize(
    ("message", "fact"),
    [pytest.param(71, TOLL, id="another-message-s"), pytest.param(70, FERRY, id="not-suggested")],
)
async def test_another_pick_leaves_it(room: Room, message: int, fact: str) -> None:
    room.ask(SOUTH, message=70, offered=(TOLL,))
    room.desk.picked(message, room.fact(fact), NOON)

    assert [state for _, state, _ in await states(room)] == ["suggested"]


async def test_picked_by_one_it_is_left_to_another_who_did_not(room: Room) -> None:
    room.ask(SOUTH, ANN, message=70, offered=(TOLL,))
    room.ask("the toll on south bridge is how much", BOB, message=71, offered=(TOLL,))
    room.desk.picked(70, room.fact(TOLL), NOON)

    assert await states(room) == [("the toll on south bridge is how much", "suggested", 1)]


async def test_none_of_these_is_no_second_question_and_opens_it(room: Room) -> None:
    room.show(TOLL, message=70)
    room.ask(SOUTH, message=70, offered=(TOLL,))
    record = room.ask(SOUTH, message=70)
    room.desk.watch_answer(ANN, record, NOON)

    assert await states(room) == [(SOUTH, "open", 1)]
    async with room.store.read() as connection:
        assert (await connection.execute(select(ASKINGS.c.record))).scalars().all() == [record]
        assert (await connection.scalars(select(REPLIES.c.feedback))).one() == "none"
    # Whoever waits for the answer is found by the record that the button has.
    await room.desk.queue.answer(lambda _: TOLL)
    assert await states(room) == [(SOUTH, "answered", 1)]


@pytest.mark.parametrize("has_asked_before", [False, True])
async def test_none_of_these_may_be_written_down_before_the_suggestions(room: Room, *, has_asked_before: bool) -> None:
    if has_asked_before:
        room.ask(SOUTH, message=69, offered=(TOLL,))
    await room.desk.clerk.settle()
    room.ask(SOUTH, message=70, at=NOON + timedelta(seconds=1))
    room.ask(SOUTH, message=70, offered=(TOLL,))

    assert await states(room) == [(SOUTH, "open", 1 + has_asked_before)]
    async with room.store.read() as connection:
        waiting = await connection.scalars(
            select(ASKINGS.c.id).where(ASKINGS.c.message == 70, ASKINGS.c.offered.is_not(None))
        )
        assert waiting.all() == []


async def test_none_of_these_said_before_the_suggestions_are_written_down_counts_once(room: Room) -> None:
    """Whoever is quick presses the button while the bot has no word from Discord that its reply is there."""
    room.ask(SOUTH, message=70)
    room.ask(SOUTH, message=70, offered=(TOLL,))

    assert await states(room) == [(SOUTH, "open", 1)]


async def test_asked_in_vain_once_it_is_open_and_suggestions_do_not_close_it_again(room: Room) -> None:
    room.ask(SOUTH, message=70, offered=(TOLL,))
    room.ask(SOUTH, BOB)
    room.ask(SOUTH, message=72, offered=(TOLL,))

    assert await states(room) == [(SOUTH, "open", 3)]
    (one,) = (await room.desk.queue.page(1)).questions
    assert one.reason == "nothing near"


async def test_it_can_be_dismissed_searched_and_answered_like_any_other(room: Room) -> None:
    room.ask(SOUTH, message=70, offered=(TOLL,))
    (one,) = await room.desk.queue.search("south", 5)
    assert await room.desk.queue.dismiss(one.number, "not our bridge")
    assert await room.desk.queue.reopen(one.number)

    assert await room.desk.queue.answer(lambda _: FERRY) == 1


async def test_it_is_shown_to_its_asker_and_forgotten(room: Room) -> None:
    room.ask(SOUTH, message=70, offered=(TOLL,))
    assert (await room.desk.privacy.show(ANN)).questions == (SOUTH,)

    await room.desk.privacy.forget(ANN)

    async with room.store.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(ASKINGS))).scalar_one() == 0
