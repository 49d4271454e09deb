"""Short questions overtake long ones of others, and nothing of the same conversation."""

import asyncio
import threading
import time

import pytest

from bot.newsroom.reading import GIVEN_WAY_SECONDS, QUICK_CHARACTERS, Readers
from knowledge.giving_way import seam

LONG, SHORT = "x" * (QUICK_CHARACTERS + 1), "who is it"


async def test_a_short_question_waits_for_no_long_one_of_somebody_else() -> None:
    readers, go_on = Readers(), threading.Event()
    long = asyncio.create_task(readers.read(LONG, "1:5", go_on.wait, 30))
    await asyncio.sleep(0)

    assert await readers.read(SHORT, "2:5", lambda: "answered") == "answered"
    assert not long.done()

    go_on.set()
    assert await long


async def test_in_one_conversation_nothing_overtakes() -> None:
    readers, go_on = Readers(), threading.Event()
    order: list[str] = []

    def read(name: str) -> None:
        go_on.wait(30)
        order.append(name)

    asked = [asyncio.create_task(readers.read(text, "1:5", read, name))
             for name, text in (("first", LONG), ("second", SHORT), ("third", SHORT))]  # fmt: skip
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(*asked)

    assert order == ["first", "second", "third"]


async def test_two_short_questions_are_read_at_once() -> None:
    readers, both = Readers(), threading.Barrier(2, timeout=30)

    await asyncio.gather(*(readers.read(SHORT, thread, both.wait) for thread in ("1:5", "2:5")))


async def test_of_one_conversation_one_question_is_read_at_a_time() -> None:
    readers, go_on = Readers(), threading.Event()
    begun: list[str] = []

    def read(name: str) -> None:
        begun.append(name)
        go_on.wait(30)

    asked = [asyncio.create_task(readers.read(SHORT, "1:5", read, name)) for name in ("first", "second")]
    await asyncio.sleep(0)
    # Asked later, and read by the thread that would have taken the second one first.
    await readers.read(SHORT, "2:5", lambda: "answered")

    assert begun == ["first"]
    go_on.set()
    await asyncio.gather(*asked)
    assert begun == ["first", "second"]


async def test_nothing_is_kept_of_a_conversation_that_has_been_read() -> None:
    readers = Readers()

    await asyncio.gather(*(readers.read(SHORT, f"{number}:5", int) for number in range(100)))

    assert len(readers._turns) == 0


async def test_once_the_long_one_is_read_the_conversation_is_quick_again() -> None:
    readers = Readers()
    names = [await readers.read(text, "1:5", lambda: threading.current_thread().name) for text in (SHORT, LONG, SHORT)]

    assert [name.rpartition("_")[0] for name in names] == ["reader", "slow-reader", "reader"]


async def test_what_belongs_to_no_conversation_waits_for_none() -> None:
    readers, go_on = Readers(), threading.Event()
    long = asyncio.create_task(readers.read(LONG, "", go_on.wait, 30))
    await asyncio.sleep(0)

    assert await readers.read(SHORT, "", lambda: "answered") == "answered"
    go_on.set()
    await long


async def test_no_question_waits_for_a_whole_text() -> None:
    readers, go_on = Readers(), threading.Event()
    text = asyncio.create_task(readers.go_through(go_on.wait, 30))
    await asyncio.sleep(0)

    assert [await readers.read(one, "", lambda: "answered") for one in (SHORT, LONG)] == ["answered"] * 2
    assert not text.done()
    go_on.set()
    assert await text


async def test_what_is_long_gives_way_to_short_questions_and_not_for_ever() -> None:
    readers, go_on = Readers(), threading.Event()
    order: list[str] = []

    def gone_through() -> None:
        seam()
        order.append("part")
        seam()  # it has waited, and has its turn
        order.append("part")

    def read() -> None:
        go_on.wait(30)
        order.append("question")

    short = asyncio.create_task(readers.read(SHORT, "", read))
    await asyncio.sleep(0)
    began = time.monotonic()
    await readers.go_through(gone_through)
    assert order == ["part", "part"]
    assert time.monotonic() - began >= GIVEN_WAY_SECONDS

    text = asyncio.create_task(readers.go_through(gone_through))
    go_on.set()
    await asyncio.gather(short, text)
    assert sorted(order) == ["part"] * 4 + ["question"]


async def test_nobody_gives_way_where_nothing_short_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    readers = Readers()
    waits: list[float] = []
    monkeypatch.setattr(readers._is_free, "wait", waits.append)

    await readers.go_through(seam)
    await readers.read(SHORT, "", seam)
    assert waits == []
