"""Posts of forums: which of them have been dealt with, and from when on a forum's posts are the bot's to answer."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from bot.desk.filing import Clerk
from bot.store.opening import Store, insert_new
from bot.store.tables import NOTES, REPLIES


def record_of(post: int, number: int = 0) -> str:
    """Return the record of what came of a post's first question, or of a further one: filed twice, it counts once."""
    return f"post-{post}-{number}" if number else f"post-{post}"


class Posts:
    """Both methods raise ``StoreError`` while the store is away."""

    def __init__(self, store: Store, clerk: Clerk) -> None:
        self._store = store
        self._clerk = clerk

    async def watched_since(self, forum: int, now: datetime) -> datetime:
        """Return when a forum was first looked at: what was posted before then is nobody's new post."""
        name = f"forum-{forum}"
        async with self._store.write() as connection:
            await insert_new(connection, NOTES, [{"name": name, "value": now.isoformat()}])
            found = await connection.scalars(select(NOTES.c.value).where(NOTES.c.name == name))
            return datetime.fromisoformat(found.one())

    async def new_among(self, posts: Iterable[int]) -> frozenset[int]:
        """Return those posts of which nothing has come yet."""
        wanted = {record_of(post): post for post in posts}
        await self._clerk.settle()
        async with self._store.read() as connection:
            known = await connection.scalars(select(REPLIES.c.record).where(REPLIES.c.record.in_(wanted)))
            return frozenset(wanted.values()) - {wanted[record] for record in known.all()}
