"""The first of two yeses to a spreadsheet, by the key of what that does to the facts: nothing else is kept of it."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.desk.drafts import Signature
from bot.desk.privacy import Marks
from bot.store.opening import Store, insert_new_one
from bot.store.tables import SIGNATURES


class Signatures:
    """Every method raises ``StoreError`` while the store is away."""

    def __init__(self, store: Store, marks: Marks) -> None:
        self._store = store
        self._marks = marks

    async def get(self, key: str) -> Signature | None:
        """Return the first yes to what a key stands for; None where nobody has said it."""
        async with self._store.read() as connection:
            row = (await connection.execute(select(SIGNATURES).where(SIGNATURES.c.key == key))).one_or_none()
        return Signature(key=row.key, signer=row.signer, by=row.signed_by) if row else None

    async def sign(self, key: str, user: int, by: str, now: datetime) -> bool:
        """Note the first yes to what a key stands for; False where there is one already."""
        row = {"key": key, "signer": self._marks.of(user), "signed_by": by, "at": now}
        async with self._store.write() as connection:
            return await insert_new_one(connection, SIGNATURES, row)

    async def drop(self, key: str) -> None:
        """Let go of a yes, once what it was said to is published."""
        async with self._store.write() as connection:
            await connection.execute(delete(SIGNATURES).where(SIGNATURES.c.key == key))

    def is_by(self, signature: Signature, user: int) -> bool:
        """Whether a yes is that of a user."""
        return signature.signer == self._marks.of(user)
