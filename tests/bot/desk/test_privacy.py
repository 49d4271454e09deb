"""What is kept of a person: shown, and erased from the files as well."""

import sqlite3
import stat
from unittest.mock import create_autospec

import pytest
from sqlalchemy import select, text

from bot.desk.desk import OpenQuestion
from bot.desk.outgoing import Sender
from bot.desk.privacy import Marks
from bot.store.keys import read_key
from bot.store.opening import UncleanError
from bot.store.tables import ASKINGS, METADATA, QUESTIONS
from tests.bot.desk.conftest import ANN, BOB, NOON, Room

TOLL = "north-bridge-toll"
HIDDEN = "who owns the sequestered zeppelin"


async def everything(room: Room) -> str:
    """Return all rows of all tables, and on SQLite what the files hold besides."""
    found = []
    async with room.store.read() as connection:
        for table in METADATA.sorted_tables:
            found += [repr(tuple(row)) for row in (await connection.execute(select(table))).all()]
    files = [path.read_bytes().decode("latin-1") for path in room.settings.folder.glob("*") if path.suffix != ".key"]
    return "\n".join([*found, *files])


async def test_show_tells_what_is_kept_and_of_nobody_else(room: Room) -> None:
    record = room.ask(HIDDEN)
    room.ask("when does the aquarium open", BOB)
    room.desk.watch_answer(ANN, record, NOON)
    room.desk.watch_fact(ANN, room.fact(TOLL), NOON)

    kept = await room.desk.privacy.show(ANN)

    assert (kept.questions, kept.awaited, kept.facts) == ((HIDDEN,), (HIDDEN,), (TOLL,))
    assert not await room.desk.privacy.show(3)


async def test_forget_leaves_no_row_and_no_byte(room: Room) -> None:
    record = room.ask(HIDDEN)
    room.ask("when does the aquarium open", BOB)
    room.desk.watch_answer(ANN, record, NOON)
    room.desk.watch_fact(ANN, room.fact(TOLL), NOON)
    await room.desk.clerk.settle()
    assert "sequestered" in await everything(room)
    assert str(ANN) in await everything(room)

    await room.desk.privacy.forget(ANN)

    left = await everything(room)
    assert "sequestered" not in left
    assert str(ANN) not in left
    assert Marks(read_key(room.settings.folder / "people.key").value).of(ANN) not in left
    assert "aquarium" in left


async def test_what_is_still_in_the_journal_is_erased_too(room: Room) -> None:
    room.ask(HIDDEN)

    await room.desk.privacy.forget(ANN)

    assert "sequestered" not in await everything(room)


async def test_a_question_that_others_asked_stays_in_their_words(room: Room) -> None:
    room.ask("who painted the sequestered lighthouse", ANN)
    room.ask("who was the sequestered lighthouse painted by", BOB)

    await room.desk.privacy.forget(ANN)

    async with room.store.read() as connection:
        assert (await connection.execute(select(QUESTIONS.c.text, QUESTIONS.c.asked))).all() == [
            ("who was the sequestered lighthouse painted by", 1)
        ]
        assert (await connection.execute(select(ASKINGS.c.text))).all() == [
            ("who was the sequestered lighthouse painted by",)
        ]


async def test_what_was_said_of_a_question_is_erased_with_its_words(room: Room) -> None:
    """The reason may quote the question: which name in it nobody knows."""
    for asker in (ANN, BOB):
        text = f"who painted the {'sequestered ' if asker == ANN else ''}lighthouse"
        room.desk.note(OpenQuestion(text=text, reason="unknown name: sequestered", asked_at=NOON, asker=asker))
    await room.desk.privacy.forget(ANN)

    assert "sequestered" not in await everything(room)


async def test_with_somebody_reading_the_file_it_is_said_that_it_could_not_be_cleaned(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    if room.file is None:
        pytest.skip("a file is read, and PostgreSQL has none")
    monkeypatch.setattr("bot.store.opening.SCRUBS", 2)
    room.ask(HIDDEN)
    await room.desk.clerk.settle()
    reader = sqlite3.connect(room.file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM questions").fetchall()

    with pytest.raises(UncleanError, match="reading the file"):
        await room.desk.privacy.forget(ANN)

    reader.close()
    await room.desk.privacy.forget(ANN)
    assert "sequestered" not in await everything(room)


async def test_what_is_owed_is_no_longer_sent(room: Room) -> None:
    record = room.ask(HIDDEN)
    room.desk.watch_answer(ANN, record, NOON)
    await room.desk.queue.answer(lambda _: TOLL)
    await room.desk.privacy.forget(ANN)

    nobody = create_autospec(Sender, side_effect=AssertionError)
    assert not await room.desk.deliverer.step(nobody)


async def test_a_question_asked_after_forgetting_is_a_new_one(room: Room) -> None:
    room.ask(HIDDEN)
    await room.desk.privacy.forget(ANN)
    room.ask(HIDDEN, BOB)

    assert [(one.text, one.asked) for one in (await room.desk.queue.page(1)).questions] == [(HIDDEN, 1)]


def test_marks_are_the_same_for_the_same_person_and_under_the_same_key_alone() -> None:
    one, other = Marks(b"1" * 32), Marks(b"2" * 32)

    assert one.of(ANN) == one.of(ANN)
    assert len({one.of(ANN), one.of(BOB), other.of(ANN)}) == 3
    assert str(ANN) not in one.of(ANN)


async def test_files_are_for_nobody_else_to_read(room: Room) -> None:
    room.ask(HIDDEN)
    await room.desk.clerk.settle()

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in room.settings.folder.iterdir()}

    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(room.settings.folder.stat().st_mode) == 0o700


async def test_the_store_takes_no_names_of_people_who_only_asked(room: Room) -> None:
    room.ask(HIDDEN)
    room.show(TOLL, message=70)
    await room.desk.clerk.settle()

    async with room.store.read() as connection:
        for table in METADATA.sorted_tables:
            rows = (await connection.execute(text(f"SELECT * FROM {table.name}"))).all()  # noqa: S608  our own names
            assert str(ANN) not in repr(rows)
