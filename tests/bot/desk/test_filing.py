"""From the journal into the store: nothing lost, nothing twice, and nobody waits."""

import asyncio
import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from bot.desk import filing
from bot.desk.desk import Desk, OpenQuestion, Settings
from bot.desk.grouping import Groups
from bot.desk.records import Replied
from bot.store.opening import StoreError
from bot.store.tables import ASKINGS, REPLIES, WATCHES
from knowledge.service.live import LiveBase
from tests.bot.desk.conftest import NOON, Room


async def count(room: Room) -> tuple[int, int]:
    async with room.store.read() as connection:
        counts = [
            (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (REPLIES, ASKINGS)
        ]
    return counts[0], counts[1]


async def test_filed_twice_a_record_counts_once(room: Room) -> None:
    """The process died after the store had it and before the journal was cut."""
    room.show("north-bridge-toll", message=70)
    room.ask("who painted the lighthouse")
    journal = room.settings.folder / "journal.jsonl"
    written = journal.read_bytes()
    await room.desk.clerk.settle()
    assert journal.read_bytes() == b""

    journal.write_bytes(written)
    await room.desk.clerk.settle()

    assert await count(room) == (1, 1)
    assert (await room.desk.queue.page(1)).questions[0].asked == 1


async def test_filed_twice_a_wish_to_be_told_counts_once(room: Room) -> None:
    """It had been granted in between."""
    record = room.ask("who painted the lighthouse")
    room.desk.watch_answer(1234, record, NOON)
    room.desk.watch_fact(1234, room.fact("north-bridge-toll"), NOON)
    journal = room.settings.folder / "journal.jsonl"
    written = journal.read_bytes()
    await room.desk.clerk.settle()
    async with room.store.write() as connection:
        await connection.execute(delete(WATCHES))

    journal.write_bytes(written)
    await room.desk.clerk.settle()

    async with room.store.read() as connection:
        assert (await connection.execute(select(WATCHES))).all() == []


async def test_a_number_of_old_is_never_given_again(room: Room) -> None:
    """A button below an old message would mean another question."""
    room.ask("who painted the lighthouse")
    (old,) = (await room.desk.queue.page(1)).questions
    await room.desk.daily.purge(NOON + timedelta(days=1))
    room.ask("why did the boat sink")
    room.ask("who painted the lighthouse")

    numbers = {one.text: one.number for one in (await room.desk.queue.page(1)).questions}

    assert set(numbers) == {"who painted the lighthouse", "why did the boat sink"}
    assert old.number not in numbers.values()


async def test_a_fault_of_our_own_loses_one_record_and_no_other(
    room: Room, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(self: Groups, text: str) -> None:
        if "cursed" in text:
            raise ZeroDivisionError

    monkeypatch.setattr(Groups, "find", find)
    room.ask("who owns the zeppelin")
    room.ask("who owns the cursed zeppelin")
    room.show("north-bridge-toll", message=70)

    await room.desk.clerk.settle()

    assert await count(room) == (1, 1)
    assert "ZeroDivisionError" in caplog.text


async def test_half_a_line_is_left_out_and_the_rest_filed(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    journal = room.settings.folder / "journal.jsonl"
    record = room.ask("who painted the lighthouse")
    line = journal.read_bytes()
    await room.desk.clerk.settle()
    another = line.replace(record.encode(), b"0" * 32)
    journal.write_bytes(b'{"kind": "asked", "te\n' + another)

    await room.desk.clerk.settle()

    assert (await count(room))[1] == 2
    assert "a line of the journal cannot be read" in caplog.text


async def test_a_record_that_no_store_takes_holds_up_no_other(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    journal = room.settings.folder / "journal.jsonl"
    for message in (70, 2**70, 71):
        record = Replied(at=NOON, outcome="answer", channel=5, message=message)
        with journal.open("a", encoding="utf-8") as file:
            file.write(record.model_dump_json() + "\n")

    await room.desk.clerk.settle()

    assert (await count(room))[0] == 2
    assert "a record cannot be filed (replied)" in caplog.text
    # Nothing of what was asked or by whom gets into the log by way of a database's complaint.
    assert str(2**70) not in caplog.text


class TestStoreAway:
    """SQLite, locked by another process; the outage of a PostgreSQL is in tests/discord_server."""

    @pytest.fixture
    def locked(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> sqlite3.Connection:
        if room.file is None:
            pytest.skip("a file is locked, and PostgreSQL has none")
        monkeypatch.setattr("bot.store.opening.LOCK_SECONDS", 0.05)
        monkeypatch.setattr(filing, "AGAIN_SECONDS", 0.01)
        return sqlite3.connect(room.file, isolation_level=None)

    async def test_questions_are_taken_meanwhile_filed_afterwards_and_the_log_says_so_once(
        self, room: Room, locked: sqlite3.Connection, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("INFO", "factbot")
        await room.desk.clerk.settle()
        locked.execute("BEGIN EXCLUSIVE")
        for number in range(5):
            room.ask(f"who painted the lighthouse number {number}")
            with pytest.raises(StoreError):
                await room.desk.clerk.settle()
        locked.execute("COMMIT")
        locked.close()
        await room.desk.clerk.settle()

        page = await room.desk.queue.page(1)
        assert sum(one.asked for one in page.questions) + (page.total > 4) == 5
        assert caplog.text.count("the store is away") <= 1


async def test_with_a_full_store_questions_are_kept_and_filed_when_there_is_room(
    settings: Settings, live: LiveBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite, which is told to grow no further: what it then says is what it says of a full disk."""
    if not settings.store.drivername.startswith("sqlite"):
        pytest.skip("a limit that only SQLite has")
    async with Desk(settings, lambda: live.served.matcher).open():
        pass
    monkeypatch.setattr(
        "bot.store.opening._set_up", lambda connection, _: connection.execute("PRAGMA max_page_count = 1")
    )
    desk = Desk(settings, lambda: live.served.matcher)
    for number in range(200):
        assert desk.note(
            OpenQuestion(text=f"who owns zeppelin {number} " + "x" * 400, reason="nothing near", asked_at=NOON, asker=1)
        )
    with pytest.raises(StoreError, match="full"):
        await desk.clerk.settle()
    await desk._store.close()
    desk._journal.close()
    monkeypatch.undo()

    after = Desk(settings, lambda: live.served.matcher)
    async with after.open():
        await after.clerk.settle()
        async with after._store.read() as connection:
            assert (await connection.execute(select(func.count()).select_from(ASKINGS))).scalar_one() == 200


async def test_while_the_store_is_away_the_log_says_so_once_a_minute(
    room: Room, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "AGAIN_SECONDS", 0.001)
    away = Desk(room.settings, lambda: room.live.served.matcher)
    tries = 0

    async def settle() -> None:
        nonlocal tries
        tries += 1
        raise StoreError("the disk is on fire")

    monkeypatch.setattr(away.clerk, "settle", settle)
    task = asyncio.create_task(away.clerk.run())
    async with asyncio.timeout(90):
        while tries < 20:
            await asyncio.sleep(0.001)
    task.cancel()

    assert caplog.text.count("the store is away (the disk is on fire)") == 1


async def test_once_the_store_is_back_what_waits_is_filed_without_anybody_s_doing(
    settings: Settings, live: LiveBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "AGAIN_SECONDS", 0.01)
    monkeypatch.setattr(filing, "GATHER_SECONDS", 0.01)
    desk = Desk(settings, lambda: live.served.matcher)
    tries = 0
    opened = desk._store._opened

    async def away_at_first() -> object:
        nonlocal tries
        tries += 1
        if tries < 4:
            raise OSError("the disk is on fire")
        return await opened()

    monkeypatch.setattr(desk._store, "_opened", away_at_first)
    async with desk.open():
        desk.note(OpenQuestion(text="who painted the lighthouse", reason="nothing near", asked_at=NOON, asker=1))
        async with asyncio.timeout(90):
            while (settings.folder / "journal.jsonl").read_bytes():
                await asyncio.sleep(0.01)

    assert tries >= 4


async def test_a_journal_that_is_deleted_is_begun_anew(room: Room) -> None:
    room.ask("who painted the lighthouse")
    await room.desk.clerk.settle()
    (room.settings.folder / "journal.jsonl").unlink()

    room.ask("who owns the zeppelin")
    async with asyncio.timeout(90):
        await room.desk.clerk.settle()

    assert (await count(room))[1] == 2


async def test_whoever_looks_at_the_queue_does_not_wait_for_a_slow_store(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "SOON_SECONDS", 0.0)
    store_answers = asyncio.Event()
    monkeypatch.setattr(room.desk.clerk, "settle", store_answers.wait)

    async with asyncio.timeout(90):
        page = await room.desk.queue.page(1)

    assert page.total == 0
    store_answers.set()
