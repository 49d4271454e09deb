"""The journal: a file to which records are appended at once and from which they are filed in the store.

An appended line outlives the process (not the power: it is not flushed to the disk one by one). What has been filed is
cut off when nothing is left to file, so the file is empty most of the time.
"""

import asyncio
import errno
import logging
import os
from collections import deque
from io import FileIO
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from bot.desk.records import RECORD, AnyRecord

# About a million questions: weeks of an outage, and still little on a disk that others need too.
LIMIT_BYTES = 256 * 2**20
# So many records wait in memory for a disk that takes nothing: some hours of a newsroom's replies, 20 MB at most.
HELD = 50_000
LOG = logging.getLogger("factbot")


class Journal:
    """Records that wait to be filed; of one event loop."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None
        self._filed = 0
        self._held: deque[bytes] = deque()
        self._waiting = asyncio.Event()
        self._waiting.set()  # a run before this one may have left something

    def append(self, record: AnyRecord) -> bool:
        """Write a record down; False when it could not be, on a full or read-only disk for instance."""
        return self._write(_line(record))

    def keep(self, record: AnyRecord) -> bool:
        """Write a record of something that has happened already down, now or as soon as that is possible.

        Return whether it is written. Until it is, it is held in memory, and ``next`` refuses to go on without it.
        """
        self._held.append(_line(record))
        return self._write_held()

    def _write_held(self) -> bool:
        while self._held:
            if not self._write(self._held[0]):
                self._waiting.set()
                if len(self._held) > HELD:
                    LOG.error("what is shown now is not remembered: %d records wait for the disk", HELD)
                    self._held.pop()
                return False
            self._held.popleft()
        return True

    def _write(self, line: bytes) -> bool:
        try:
            return self._append(line)
        except OSError as error:
            LOG.error("the journal %s cannot be written: %s", self._path.name, error.strerror)  # noqa: TRY400
            return False

    async def wait(self) -> None:
        """Wait until there is something to file."""
        await self._waiting.wait()

    def next(self, most: int) -> tuple[list[AnyRecord], int]:
        """Return up to ``most`` records that come next, and where in the file they end.

        Raises:
            OSError: the file cannot be read, or what should stand in it can't be written.
        """
        if not self._write_held():
            raise OSError(errno.ENOSPC, f"{len(self._held)} records can't be written")
        # The very file that is written to: another one may have been put under its name.
        with os.fdopen(os.dup(self._opened().fileno()), "rb") as file:
            file.seek(self._filed)
            lines = list(islice(file, most))
        return [record for line in lines if (record := _parsed(line))], self._filed + sum(map(len, lines))

    def filed(self, end: int) -> bool:
        """Take note that everything up to ``end`` has been filed; return whether nothing is left to file.

        Raises:
            OSError: the file cannot be cut.
        """
        file = self._opened()
        is_all = os.fstat(file.fileno()).st_size <= end
        self._filed = 0 if is_all else end
        if is_all:
            file.truncate(0)
            # Nothing is awaited between the look and this, so nothing has been written in between.
            self._waiting.clear()
        return is_all

    def close(self) -> None:
        """Close the file; what could not be written into it is lost, and the log says so."""
        if self._held and not self._write_held():
            LOG.error("%d records could not be written down and are lost", len(self._held))
        if self._file is not None:
            self._file.close()
            self._file = None

    def _append(self, line: bytes) -> bool:
        file = self._opened()
        before = os.fstat(file.fileno()).st_size
        if before + len(line) > LIMIT_BYTES:
            LOG.error("the journal %s is full: the store has been away for too long", self._path.name)
            return False
        if file.write(line) < len(line):
            # Half a line would spoil the next one.
            file.truncate(before)
            return False
        self._waiting.set()
        return True

    def _opened(self) -> FileIO:
        if self._file is not None and os.fstat(self._file.fileno()).st_nlink == 0:
            # Somebody has deleted it; what is written there would be read by nobody after a restart.
            self.close()
            self._filed = 0
        if self._file is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            self._file = self._path.open("a+b", buffering=0)
            with self._path.open("rb") as before:
                before.seek(max(os.fstat(before.fileno()).st_size - 1, 0))
                if before.read(1) not in (b"", b"\n"):
                    # A power cut may have left half a line; the next one must not be lost with it.
                    self._file.write(b"\n")
        return self._file


def _line(record: AnyRecord) -> bytes:
    return record.model_dump_json().encode() + b"\n"


def _parsed(line: bytes) -> AnyRecord | None:
    try:
        return RECORD.validate_json(line)
    except ValidationError:
        LOG.warning("a line of the journal cannot be read and is left out: %d bytes", len(line))
        return None
