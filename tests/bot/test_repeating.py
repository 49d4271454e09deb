"""A chore outlives its faults, ends with what it runs beside, and never dies unseen."""

import asyncio
import contextlib
from typing import Any

import pytest

from bot.repeating import alongside, repeat


async def for_ever() -> None:
    await asyncio.Event().wait()


async def failing() -> None:
    raise LookupError("a chore")


async def fail_in_block() -> None:
    async with alongside(for_ever()):
        raise LookupError("the block")


async def test_a_step_that_fails_is_logged_and_taken_again(caplog: pytest.LogCaptureFixture) -> None:
    taken = asyncio.Queue[int]()
    faults = iter([LookupError("on fire"), None, None])

    async def step() -> float:
        await taken.put(1)
        if fault := next(faults):
            raise fault
        return 0.0

    async with alongside(repeat(step, "sweeping", again_seconds=0.0)), asyncio.timeout(90):
        for _ in range(3):
            await taken.get()

    assert [record.getMessage() for record in caplog.records] == ["sweeping failed and is tried again"]
    assert "on fire" in caplog.text


async def test_a_step_that_waits_for_what_is_cancelled_is_taken_again(caplog: pytest.LogCaptureFixture) -> None:
    taken = asyncio.Queue[int]()
    cancelled = asyncio.get_running_loop().create_future()
    cancelled.cancel()

    async def step() -> float:
        await taken.put(1)
        await cancelled
        return 0.0

    async with alongside(repeat(step, "sweeping", again_seconds=0.0)), asyncio.timeout(90):
        for _ in range(2):
            await taken.get()

    assert "sweeping failed and is tried again" in caplog.text


async def test_a_step_that_swallows_its_cancellation_does_not_hang_the_block() -> None:
    begun = asyncio.Event()

    async def step() -> float:
        swallowed = () if begun.is_set() else (asyncio.CancelledError,)
        begun.set()
        with contextlib.suppress(*swallowed):
            await for_ever()
        return 0.0

    async with asyncio.timeout(90), alongside(repeat(step, "sweeping", again_seconds=0.0)):
        await begun.wait()


async def test_a_chore_that_somebody_else_cancels_ends_nothing() -> None:
    tasks = asyncio.Queue[asyncio.Task[Any]]()

    async def chore() -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.put_nowait(task)
        await for_ever()

    async with asyncio.timeout(90), alongside(chore()):
        task = await tasks.get()
        task.cancel()
        await asyncio.wait({task})

    assert task.cancelled()


async def test_a_chore_ends_with_the_block() -> None:
    ended = asyncio.Event()

    async def chore() -> None:
        try:
            await for_ever()
        finally:
            ended.set()

    async with alongside(chore()):
        await asyncio.sleep(0)
        assert not ended.is_set()

    assert ended.is_set()


async def test_a_chore_that_dies_ends_the_block_and_says_why() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        async with asyncio.timeout(90), alongside(for_ever(), failing()):
            await for_ever()

    assert [str(fault) for fault in caught.value.exceptions] == ["a chore"]


async def test_a_chore_that_has_done_its_work_ends_nothing() -> None:
    done = asyncio.Event()

    async def chore() -> None:
        done.set()

    async with asyncio.timeout(90), alongside(chore()):
        await done.wait()
        await asyncio.sleep(0)


async def test_a_fault_of_the_block_comes_out_as_it_is() -> None:
    with pytest.raises(LookupError, match="the block"):
        await fail_in_block()


async def test_whoever_stops_the_block_stops_the_chores() -> None:
    started, ended = asyncio.Event(), asyncio.Event()

    async def chore() -> None:
        started.set()
        try:
            await for_ever()
        finally:
            ended.set()

    async def run() -> None:
        async with alongside(chore()):
            await for_ever()

    task = asyncio.create_task(run())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert ended.is_set()
