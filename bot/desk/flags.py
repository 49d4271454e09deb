"""What readers say is out of date: counted for each fact as it was last checked, and settled by the next check."""

from sqlalchemy import delete, func, select

from bot.desk.due import state_of
from bot.desk.filing import Clerk
from bot.store.opening import Store
from bot.store.tables import FLAGS
from knowledge.model import FactBase


class Flags:
    """Both methods raise ``StoreError`` while the store is away."""

    def __init__(self, store: Store, clerk: Clerk) -> None:
        self._store = store
        self._clerk = clerk

    async def counts(self, base: FactBase) -> dict[str, int]:
        """Return how many people say of each fact, by its id, that it is out of date as it stands."""
        await self._clerk.settle_soon()
        counted = select(FLAGS.c.fact, FLAGS.c.seen, func.count()).group_by(FLAGS.c.fact, FLAGS.c.seen)
        async with self._store.read() as connection:
            rows = (await connection.execute(counted)).all()
        named = {name for name, _, _ in rows}
        states = {fact.id: state_of(fact, base) for fact in base.facts if fact.id in named}
        return {name: count for name, seen, count in rows if states.get(name) == seen}

    async def settle(self, fact: str) -> None:
        """Let go of what was said of a fact: an editor has looked at it."""
        await self._clerk.settle_soon()
        async with self._store.write() as connection:
            await connection.execute(delete(FLAGS).where(FLAGS.c.fact == fact))
