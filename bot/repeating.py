"""Chores: what the bot does by itself, again and again for as long as it runs."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any, NoReturn

LOG = logging.getLogger("factbot")


async def repeat(step: Callable[[], Awaitable[float]], what: str, again_seconds: float) -> NoReturn:
    """Take a step, pause for the seconds that it returns, and so on for ever.

    Args:
        step: what is done each time; it catches what it can mend.
        what: what the log says has failed.
        again_seconds: the pause after a step that failed, whatever the fault: it must not end the chore.

    Raises:
        CancelledError: the chore itself was cancelled. That something was cancelled that a step waits for is a fault
            of the step; and a step that swallows the chore's own cancellation keeps nobody from ending the chore.
    """
    while True:
        try:
            pause_seconds = await step()
        except (Exception, asyncio.CancelledError):
            if _is_cancelled():
                raise
            LOG.exception("%s failed and is tried again", what)
            pause_seconds = again_seconds
        if _is_cancelled():
            raise asyncio.CancelledError
        await asyncio.sleep(pause_seconds)


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


@contextlib.asynccontextmanager
async def alongside(*chores: Coroutine[Any, Any, object]) -> AsyncIterator[None]:
    """Run chores while the block runs, and end them with it.

    Raises:
        ExceptionGroup: a chore has died of its own; the block is ended then, for a bot must not go on without it.
    """
    fault: Exception | None = None
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(chore) for chore in chores]
        try:
            yield
        except Exception as error:  # noqa: BLE001  raised below as it came: the group would wrap it
            fault = error
        finally:
            for task in tasks:
                task.cancel()
    if fault is not None:
        raise fault
