"""People who take no direct messages: what could not be sent is kept, so that they hear of it at their next command."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select, update

from bot.desk.records import Content
from bot.store.opening import Store, insert_new
from bot.store.tables import ASKINGS, CONTENTS, DELIVERIES, RUNS


@dataclass(frozen=True, slots=True)
class Missed:
    """What somebody was to be told.

    ``facts`` answer what they asked or have changed, by their ids; ``taken_back`` are the questions whose answers were,
    as they were asked: None where the words have been erased. ``runs`` are the numbers of corrections that they began
    and that have come to their end, ``deliveries`` those of the messages that could not be sent.
    """

    facts: tuple[str, ...] = ()
    taken_back: tuple[str | None, ...] = ()
    runs: tuple[int, ...] = ()
    deliveries: tuple[int, ...] = ()


class Unreached:
    """Knows who is to be told; of one event loop. Until it has been loaded it knows of nobody."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # Every command asks for its user, so the answer is nearly always no, and costs no look into the store.
        self._people: set[int] = set()
        self._is_loaded = False

    async def load(self) -> None:
        """Take up what a run before this one has left.

        Raises:
            StoreError: the store is away.
        """
        if self._is_loaded:
            return
        left = select(DELIVERIES.c.user).where(DELIVERIES.c.state == "closed", DELIVERIES.c.user.is_not(None))
        async with self._store.read() as connection:
            self._people.update((await connection.scalars(left.distinct())).all())
            self._people.update((await connection.scalars(select(RUNS.c.editor).where(_untold()).distinct())).all())
        self._is_loaded = True

    def add(self, user: int) -> None:
        """Take note of somebody who could not be reached."""
        self._people.add(user)

    async def take(self, user: int) -> Missed | None:
        """Return what somebody was to be told, None where that is nothing, and let another call find nothing.

        Raises:
            StoreError: the store is away.
        """
        if user not in self._people:
            return None
        self._people.discard(user)
        asked = DELIVERIES.outerjoin(ASKINGS, ASKINGS.c.record == DELIVERIES.c.asking)
        missed = select(DELIVERIES.c.id, DELIVERIES.c.kind, DELIVERIES.c.fact, ASKINGS.c.text).select_from(asked)
        own = missed.where(DELIVERIES.c.state == "closed", DELIVERIES.c.user == user)
        try:
            async with self._store.read() as connection:
                rows = (await connection.execute(own.order_by(DELIVERIES.c.id))).all()
                ended = select(RUNS.c.id).where(_untold(), RUNS.c.editor == user).order_by(RUNS.c.id)
                runs = (await connection.scalars(ended)).all()
        except BaseException:
            self._people.add(user)
            raise
        facts = dict.fromkeys(row.fact for row in rows if row.kind != "retract")
        taken_back = dict.fromkeys(row.text for row in rows if row.kind == "retract")
        found = Missed(tuple(facts), tuple(taken_back), tuple(runs), tuple(row.id for row in rows))
        return found if rows or runs else None

    async def told(self, user: int, missed: Missed, said: Sequence[Content], left: Collection[str] = ()) -> None:
        """Take note that somebody has heard what they ``missed``.

        Args:
            user: who it was.
            missed: what that is.
            said: what the facts that were offered say: they hear of it if that is taken back.
            left: the ids of facts for which there was no room: they hear of these at the command after.

        Raises:
            StoreError: the store is away.
        """
        own = DELIVERIES.c.id.in_(missed.deliveries) & (DELIVERIES.c.user == user)
        of_fact = own & (DELIVERIES.c.kind != "retract")
        async with self._store.write() as connection:
            for content in said:
                heard = {"state": "done", "told": content.version, "begun_at": content.at}
                here = of_fact & (DELIVERIES.c.fact == content.fact)
                await connection.execute(update(DELIVERIES).where(here).values(heard))
                await insert_new(connection, CONTENTS, [content.row()])
            kept = {*left, *(content.fact for content in said)}
            rest = own & ((DELIVERIES.c.kind == "retract") | DELIVERIES.c.fact.not_in(kept))
            await connection.execute(update(DELIVERIES).where(rest).values(user=None, asking=None))
            ended = RUNS.c.id.in_(missed.runs)
            await connection.execute(update(RUNS).where(ended).values(editor=None))
        if left:
            self._people.add(user)


def _untold() -> ColumnElement[bool]:
    """Return which runs have ended without their editors' hearing of it."""
    return and_(RUNS.c.state == "done", RUNS.c.editor.is_not(None))
