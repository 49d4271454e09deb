"""Facts that editors are writing: kept in the store from the first form on, so that nothing typed is lost.

They go when they are published or deleted, and with all else after the days of retention.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select, update

from bot.desk.drafting import Draft, draft_of
from bot.desk.privacy import Marks
from bot.store.opening import Store
from bot.store.tables import DRAFTS

# So many at once are more than any desk works on, each some KB, and no larger than its fields and a file that fills
# them (``draft_files``): 100 MB in all. What comes on top is handed back, not lost.
MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A yes to what a key stands for: the editor's mark, and the name that will stand with the fact."""

    key: str
    signer: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A draft as it is kept: ``revision`` counts its changes."""

    number: int
    revision: int
    draft: Draft
    at: datetime
    signature: Signature | None = None


class Drafts:
    """Every method raises ``StoreError`` while the store is away."""

    def __init__(self, store: Store, marks: Marks) -> None:
        self._store = store
        self._marks = marks

    async def add(self, draft: Draft, user: int, now: datetime) -> Kept | None:
        """Keep a new draft; None where there are too many."""
        row = {"revision": 1, "content": draft.plain(), "author": self._marks.of(user), "at": now}
        async with self._store.write() as connection:
            if (await connection.execute(select(func.count()).select_from(DRAFTS))).scalar_one() >= MOST:
                return None
            added = await connection.execute(insert(DRAFTS).values(row).returning(DRAFTS.c.id))
            return Kept(number=int(added.scalar_one()), revision=1, draft=draft, at=now)

    async def get(self, number: int) -> Kept | None:
        """Return a draft, None where it is gone."""
        async with self._store.read() as connection:
            row = (await connection.execute(select(DRAFTS).where(DRAFTS.c.id == number))).one_or_none()
        return _kept(row) if row else None

    async def change(self, kept: Kept, draft: Draft, now: datetime) -> Kept | None:
        """Keep a draft in the place of what it was, which nobody has signed then; None where that has changed."""
        there = (DRAFTS.c.id == kept.number) & (DRAFTS.c.revision == kept.revision)
        values = {"revision": kept.revision + 1, "content": draft.plain(), "at": now}
        unsigned = {"key": None, "signer": None, "signed_by": None}
        changed = update(DRAFTS).where(there).values(values | unsigned).returning(*DRAFTS.c)
        async with self._store.write() as connection:
            row = (await connection.execute(changed)).one_or_none()
        return _kept(row) if row else None

    async def sign(self, kept: Kept, key: str, user: int, by: str) -> bool:
        """Note the first yes to what a key stands for; False where there is one already, or the draft has changed."""
        unsigned = or_(DRAFTS.c.key.is_(None), DRAFTS.c.key != key)
        there = (DRAFTS.c.id == kept.number) & (DRAFTS.c.revision == kept.revision) & unsigned
        signed = update(DRAFTS).where(there).values(key=key, signer=self._marks.of(user), signed_by=by)
        async with self._store.write() as connection:
            return (await connection.execute(signed)).rowcount == 1

    def is_by(self, signature: Signature, user: int) -> bool:
        """Whether a yes is that of a user."""
        return signature.signer == self._marks.of(user)

    async def newest(self, most: int) -> tuple[Kept, ...]:
        """Return the drafts that were changed last."""
        async with self._store.read() as connection:
            rows = await connection.execute(select(DRAFTS).order_by(DRAFTS.c.at.desc(), DRAFTS.c.id.desc()).limit(most))
            return tuple(map(_kept, rows.all()))

    async def drop(self, number: int) -> Kept | None:
        """Let go of a draft and return it; None where it is gone."""
        async with self._store.write() as connection:
            gone = delete(DRAFTS).where(DRAFTS.c.id == number).returning(*DRAFTS.c)
            row = (await connection.execute(gone)).one_or_none()
        return _kept(row) if row else None


def _kept(row: Row[Any]) -> Kept:
    signature = Signature(key=row.key, signer=row.signer, by=row.signed_by) if row.key else None
    return Kept(number=row.id, revision=row.revision, draft=draft_of(row.content), at=row.at, signature=signature)
