"""Questions that wait: grouped, ranked, dismissed, put back, answered."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from bot.desk.desk import Desk, OpenQuestion, Settings
from bot.store.tables import DELIVERIES, REPLIES, WATCHES
from knowledge.service.live import LiveBase
from tests.bot.desk.conftest import ANN, BOB, NOON, Room
from tests.bot.desk.senders import Sender, done

TOLL = "north-bridge-toll"
MINUTE, MILLISECOND = timedelta(minutes=1), timedelta(milliseconds=1)


async def asked(room: Room, state: str = "open") -> list[tuple[str, int]]:
    page = await room.desk.queue.page(1, state)
    return [(one.text, one.asked) for one in page.questions]


async def test_the_same_question_in_other_words_counts_as_one(room: Room) -> None:
    room.ask("who painted the lighthouse?")
    room.ask("who was the lighthouse painted by", BOB)
    room.ask("by whom was the lighthouse painted")
    room.ask("when was the lighthouse painted")

    assert await asked(room) == [("who painted the lighthouse?", 3), ("when was the lighthouse painted", 1)]


async def test_the_most_asked_come_first_and_pages_go_on_behind_them(room: Room) -> None:
    for number, thing in enumerate(("zeppelin", "carousel", "aquarium", "vineyard", "windmill")):
        for _ in range(number + 1):
            room.ask(f"who owns the {thing}")

    first, second = await room.desk.queue.page(1), await room.desk.queue.page(2)

    assert [(one.text, one.asked) for one in first.questions][:2] == [("who owns the windmill", 5),
                                                                       ("who owns the vineyard", 4)]  # fmt: skip
    assert [one.text for one in second.questions] == ["who owns the zeppelin"]
    assert (first.total, first.pages, second.number) == (5, 2, 2)
    assert (await room.desk.queue.page(99)).number == 2


async def test_an_empty_queue_has_one_empty_page(room: Room) -> None:
    page = await room.desk.queue.page(1)

    assert (page.questions, page.total, page.pages) == ((), 0, 1)


async def test_a_dismissed_question_stays_dismissed_when_asked_again_and_can_be_put_back(room: Room) -> None:
    room.ask("who painted the lighthouse")
    (waiting,) = (await room.desk.queue.page(1)).questions

    dismissed = await room.desk.queue.dismiss(waiting.number, "no business of ours")
    room.ask("who has painted the lighthouse?")

    assert dismissed is not None
    assert dismissed.note == "no business of ours"
    assert await asked(room) == []
    assert await asked(room, "dismissed") == [("who painted the lighthouse", 2)]
    assert await room.desk.queue.dismiss(waiting.number, "twice") is None

    await room.desk.queue.reopen(waiting.number)

    assert await asked(room) == [("who painted the lighthouse", 2)]


async def test_what_was_asked_outlives_the_process(settings: Settings, live: LiveBase) -> None:
    """The first desk files nothing: the second one finds its journal."""
    first = Desk(settings, lambda: live.served.matcher)
    assert first.note(OpenQuestion(text="who painted the lighthouse", reason="nothing near", asked_at=NOON, asker=ANN))
    first._journal.close()

    second = Desk(settings, lambda: live.served.matcher)
    async with second.open():
        for _ in range(2):
            page = await second.queue.page(1)
            assert [(one.text, one.asked) for one in page.questions] == [("who painted the lighthouse", 1)]


async def test_a_question_with_an_answer_by_now_leaves_the_queue_and_is_owed_to_whoever_waits(room: Room) -> None:
    record = room.ask("who painted the lighthouse")
    room.ask("where is the aquarium")
    room.desk.watch_answer(BOB, record, NOON)
    room.desk.watch_answer(BOB, record, NOON)

    answered = await room.desk.queue.answer(lambda text: TOLL if "lighthouse" in text else None)

    assert answered == 1
    assert await asked(room) == [("where is the aquarium", 1)]
    async with room.store.read() as connection:
        owed = (await connection.execute(select(DELIVERIES.c.user, DELIVERIES.c.fact, DELIVERIES.c.asking))).all()
        assert owed == [(BOB, TOLL, record)]
        assert (await connection.execute(select(WATCHES))).all() == []


async def test_who_waits_for_what_was_dismissed_is_owed_the_answer_that_comes_after_all(room: Room) -> None:
    record = room.ask("who painted the lighthouse")
    (waiting,) = (await room.desk.queue.page(1)).questions
    await room.desk.queue.dismiss(waiting.number, "no business of ours")
    room.desk.watch_answer(BOB, record, NOON)

    assert await room.desk.queue.answer(lambda _: TOLL) == 1
    assert await asked(room, "dismissed") == []


async def test_what_was_answered_and_is_asked_in_vain_once_more_is_one_new_question(room: Room) -> None:
    for _ in range(3):
        room.ask("what is the toll at night")
        await room.desk.clerk.settle()
    await room.desk.queue.answer(lambda _: TOLL)
    for _ in range(3):
        room.ask("what is the toll at night", fact=TOLL)
        await room.desk.clerk.settle()

    assert await asked(room) == [("what is the toll at night", 3)]


async def test_a_question_that_was_taught_waits_again_when_that_is_taken_back(room: Room) -> None:
    room.ask("who painted the lighthouse")
    (waiting,) = (await room.desk.queue.page(1)).questions
    await room.desk.queue.taught(waiting.number, TOLL, "who painted the lighthouse")

    assert (await room.desk.queue.untaught(TOLL, "another")).questions == 0
    assert (await room.desk.queue.untaught(TOLL, "who painted the lighthouse")).questions == 1
    assert await asked(room) == [("who painted the lighthouse", 1)]


async def test_the_wordings_of_a_question_come_once_each(room: Room) -> None:
    for text in ("who painted the lighthouse", "who was the lighthouse painted by", "who painted the lighthouse"):
        room.ask(text)
    (waiting,) = (await room.desk.queue.page(1)).questions

    assert await room.desk.queue.wordings(waiting.number) == (
        "who painted the lighthouse",
        "who was the lighthouse painted by",
    )


async def test_who_is_mentioned_in_a_question_is_not_kept(room: Room) -> None:
    room.ask("did <@1234567890> pay <@!42> in <#77> to <@&99>")

    assert await asked(room) == [("did @somebody pay @somebody in #somewhere to @somebody", 1)]


async def test_the_fact_that_was_not_meant_answers_nobody(room: Room) -> None:
    room.ask("what is the toll at night", fact=TOLL)

    assert await room.desk.queue.answer(lambda _: TOLL) == 0
    assert await asked(room) == [("what is the toll at night", 1)]


async def test_who_asks_to_be_told_after_the_answer_is_owed_it_at_once(room: Room) -> None:
    record = room.ask("who painted the lighthouse")
    (waiting,) = (await room.desk.queue.page(1)).questions
    await room.desk.queue.taught(waiting.number, TOLL, "who painted the lighthouse")

    room.desk.watch_answer(ANN, record, NOON)
    await room.desk.clerk.settle()

    async with room.store.read() as connection:
        assert (await connection.execute(select(DELIVERIES.c.user, DELIVERIES.c.state))).all() == [(ANN, "waiting")]


async def test_not_what_i_asked_stands_at_the_reply_as_feedback(room: Room) -> None:
    room.show(TOLL, message=70)
    room.ask("what is the toll at night", fact=TOLL, message=70)
    await room.desk.clerk.settle()

    async with room.store.read() as connection:
        row = (await connection.execute(select(REPLIES.c.fact, REPLIES.c.feedback))).one()

    assert row == (TOLL, "wrong")


async def test_odd_characters_are_filed_without_what_hides_or_turns_text(room: Room) -> None:
    room.ask("who\x00 owns\n the \u202ezeppelin\u200b \ud800?")

    assert await asked(room) == [("who owns the zeppelin ?", 1)]


async def test_search_takes_percent_signs_for_what_they_are(room: Room) -> None:
    room.ask("who owns the zeppelin")
    room.ask("is it 100% safe")
    await room.desk.clerk.settle()

    assert [one.text for one in await room.desk.queue.search("100%", 5)] == ["is it 100% safe"]
    assert [one.text for one in await room.desk.queue.search("ZEPP", 5)] == ["who owns the zeppelin"]
    assert len(await room.desk.queue.search("", 5)) == 2


async def test_one_person_who_presses_nine_times_counts_once(room: Room) -> None:
    for _ in range(9):
        room.ask("who painted the lighthouse", message=70, fact="north-bridge-toll")
    room.ask("who painted the lighthouse", BOB, message=70, fact="north-bridge-toll")

    assert [one.asked for one in (await room.desk.queue.page(1)).questions] == [2]


async def test_what_was_taught_is_sent_a_minute_later_and_not_before(room: Room) -> None:
    room.desk.watch_answer(ANN, room.ask("who painted the lighthouse"), NOON)
    (waiting,) = (await room.desk.queue.page(1)).questions
    sender, before = Sender(answer=done), datetime.now(UTC)

    await room.desk.queue.taught(waiting.number, TOLL, waiting.text)

    async with room.store.read() as connection:
        due_at = (await connection.scalars(select(DELIVERIES.c.due_at))).one()
    # The store keeps milliseconds.
    assert before + MINUTE - MILLISECOND <= due_at <= datetime.now(UTC) + MINUTE
    assert not await room.desk.deliverer.step(sender)
    assert sender.sent == []
    async with room.store.write() as connection:
        await connection.execute(update(DELIVERIES).values(due_at=due_at - MINUTE))
    assert await room.desk.deliverer.step(sender)
    assert sender.sent == [("answer", ANN, waiting.text, TOLL)]
