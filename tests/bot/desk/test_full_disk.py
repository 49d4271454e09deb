"""With the disk full what has been shown is remembered, and nobody is told that all is right."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.store.opening import StoreError
from tests.bot.desk.conftest import NOON, Room
from tests.bot.desk.test_filing import count


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_reply_shown_while_the_disk_is_full_is_remembered_once_there_is_room(room: Room) -> None:
    with full_disk():
        room.show("north-bridge-toll", message=70)
        with pytest.raises(StoreError):
            # Nobody may be told that all is right while it is not known what was shown.
            await room.desk.corrections.standing(room.live.served.matcher.base, NOON)

    await room.desk.clerk.settle()

    assert (await count(room))[0] == 1
