"""Lessons that an editor has been shown and may say yes to: kept in the store, so that a yes counts after a restart."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert

from bot.store.opening import Store
from bot.store.tables import PROPOSALS


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Phrasings for a fact, each on one line, as they were shown together over a version of the base.

    ``question`` is that of the queue, if any.
    """

    fact: str
    phrasings: tuple[str, ...]
    question: int | None
    base: str


class Proposals:
    """Every method raises ``StoreError`` while the store is away."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, proposal: Proposal, now: datetime) -> int:
        """Keep a proposal and return its number."""
        row: dict[str, Any] = {
            "fact": proposal.fact,
            "phrasing": "\n".join(proposal.phrasings),
            "question": proposal.question,
        }
        row |= {"base": proposal.base, "at": now}
        async with self._store.write() as connection:
            added = await connection.execute(insert(PROPOSALS).values(row).returning(PROPOSALS.c.id))
            return int(added.scalar_one())

    async def take(self, number: int) -> Proposal | None:
        """Return a proposal and let go of it: it is taken once. None where it has been, or is too old."""
        taken = delete(PROPOSALS).where(PROPOSALS.c.id == number).returning(*PROPOSALS.c)
        async with self._store.write() as connection:
            row = (await connection.execute(taken)).one_or_none()
        if row is None:
            return None
        return Proposal(fact=row.fact, phrasings=tuple(row.phrasing.split("\n")), question=row.question, base=row.base)
