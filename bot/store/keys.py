"""The key under which people's marks are made (see ``desk.privacy``), and the fingerprint by which a store knows it.

With another key nobody's own questions are found: ``/privacy forget`` would erase nothing and say that it had.
"""

import asyncio
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.opening import StoreError, insert_new
from bot.store.tables import ASKINGS, NOTES
from knowledge.loading.files import write_whole

# Behind the name of a key's file until a store has taken the key. One that no store took is never mistaken for its own.
UNTRIED = ".untried"
# Of a key, as long as the hash that it is used with; and hexadecimal digits of what tells one key from another.
KEY_BYTES, FINGERPRINT_DIGITS = 32, 16
FINGERPRINT = "fingerprint of people.key"
_REMEDY = (
    "bring the right file back from the backup; if it is lost, run `factbot run --new-key` once: "
    "what has been asked so far then belongs to nobody"
)


class KeyFileError(Exception):
    """The file of the key can't be used; the text says why and what to do."""


class WrongKeyError(StoreError):
    """The store was kept under another key."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and its file.

    ``is_new`` if no store has taken it so far, ``may_replace`` if the store is to go on with it in any case.
    """

    value: bytes
    path: Path
    is_new: bool = False
    may_replace: bool = False

    @property
    def fingerprint(self) -> str:
        """What tells this key from another and gives nothing of it away."""
        return hashlib.sha256(b"fingerprint" + self.value).hexdigest()[:FINGERPRINT_DIGITS]

    def keep(self) -> None:
        """Let a new key have the name of its file, once the store has taken it.

        Raises:
            StoreError: the file can't be renamed.
        """
        untried = _untried(self.path)
        try:
            if self.is_new and untried.exists():
                untried.replace(self.path)
        except OSError as error:
            what = f"the key {untried} can't be renamed to {self.path.name} ({error.strerror})"
            raise StoreError(f"{what}; let the bot write there") from None


def read_key(path: Path, *, may_replace: bool = False) -> Key:
    """Return the key in a file, else a new one; ``may_replace`` allows that for one that is damaged.

    A new one lies beside the file until a store has taken it.

    Raises:
        KeyFileError: it can neither be read nor made, or is no key.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        value = _content(path)
        if len(value) == KEY_BYTES:
            return Key(value, path, may_replace=may_replace)
        if path.exists() and not may_replace:
            raise KeyFileError(f"{path} is damaged: {len(value)} bytes, not {KEY_BYTES}; {_REMEDY}")
        value = _content(_untried(path))
        if len(value) != KEY_BYTES:
            value = secrets.token_bytes(KEY_BYTES)
            write_whole(_untried(path), value, mode=0o600)
    except OSError as error:
        what = f"the key {path} can neither be read nor made ({error.strerror})"
        raise KeyFileError(f"{what}; let the bot read and write there") from None
    return Key(value, path, is_new=True, may_replace=may_replace)


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _untried(path: Path) -> Path:
    return path.with_name(path.name + UNTRIED)


async def hold_key(connection: AsyncConnection, key: Key) -> None:
    """Let a store know its key, keep every other from it, and keep the file of a new one that it has taken.

    Raises:
        WrongKeyError: it knows another one, or has marks and has never seen this one.
        StoreError: the key can't be kept.
    """
    held = await connection.scalar(select(NOTES.c.value).where(NOTES.c.name == FINGERPRINT))
    if held is None and key.is_new:
        marked = select(func.count()).select_from(ASKINGS).where(ASKINGS.c.asker.is_not(None))
        held = "of a key that is lost" if await connection.scalar(marked) else None
    if held not in (None, key.fingerprint):
        if not key.may_replace:
            raise WrongKeyError(f"people.key is not the key of this store; {_REMEDY}")
        # Nobody can make these marks again, so they lead to nobody.
        await connection.execute(update(ASKINGS).values(asker=None))
        await connection.execute(delete(NOTES).where(NOTES.c.name == FINGERPRINT))
    await insert_new(connection, NOTES, [{"name": FINGERPRINT, "value": key.fingerprint}])
    await asyncio.to_thread(key.keep)
