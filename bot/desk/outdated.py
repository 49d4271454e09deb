"""Which published answers are no longer what their fact says.

A public reply is remembered by its fact and by the version of what the fact said. So what is outdated is told by the
store and the base being served alone: a change is found after a reload as after a restart.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from bot.desk.records import Content, content_of
from bot.store.tables import CONTENTS, DELIVERIES, LEFT, NOTES, REPLIES, WATCHES
from knowledge.model import Fact, FactBase

# The mark of a missed reply of which nobody knows whether the last try has come through.
DOUBT = "?"
# What a fact that was removed says, where the version of a content is asked for.
REMOVED = "removed"
# Hexadecimal digits of an offer, which the id of a button has room for: nobody meets two that are alike.
OFFER_DIGITS = 16
OWED = ("waiting", "sending")
# Ends of a delivery after which nobody has been told anything, and after which it may be tried anew.
NOT_SENT = ("unneeded", "failed", "forbidden")
# The note in the store that has the day before which public replies have been purged.
PURGED_BEFORE = "replies purged before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """What others were told of a fact otherwise than it is now, and whom that concerns.

    ``fact`` and ``now``, what it says, are None where it was removed. ``olds`` is what was told; ``missed`` counts the
    replies that could not be put right, by how the last try ended; ``retold`` the people who were told in person what
    no longer holds.
    """

    name: str
    fact: Fact | None
    now: Content | None
    olds: tuple[Content, ...]
    replies: int
    watchers: int
    retold: int
    missed: Mapping[str, int]

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions of what was told, without that of now, which some reply may or may not show."""
        return tuple(old.version for old in self.olds if old.version != self.version)

    @property
    def question(self) -> str:
        """The question that the fact answers, or answered; its id where nobody knows any more."""
        asked = self.fact.question if self.fact else self.olds[0].question
        return asked or self.name

    @property
    def version(self) -> str:
        """The version of what the fact says now."""
        return self.now.version if self.now else REMOVED

    @property
    def offer(self) -> str:
        """Sixteen hexadecimal digits that stand for this very change: another text, old or new, has others."""
        said = json.dumps([self.name, self.version, sorted(self.versions)])
        return hashlib.sha256(said.encode()).hexdigest()[:OFFER_DIGITS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How what was published stands to the facts; every number counts public replies.

    ``left`` were left as they are by an editor, ``going`` are being put right. Replies from before ``since`` have been
    purged and are no longer known; None: all are.
    """

    outdated: tuple[Outdated, ...]
    left: int
    going: int
    since: date | None


async def find_outdated(connection: AsyncConnection, base: FactBase, now: datetime) -> tuple[Outdated, ...]:
    """Return what others were told otherwise than ``base`` has it, the most replies first."""
    facts = {fact.id: fact for fact in base.facts}
    told: dict[str, list[Content]] = {}
    for row in (await connection.execute(select(CONTENTS).order_by(CONTENTS.c.fact, CONTENTS.c.version))).all():
        told.setdefault(row.fact, []).append(content_from(row, now))
    found = [await _outdated(connection, facts.get(name), base, olds) for name, olds in told.items()]
    return tuple(sorted((one for one in found if one), key=lambda one: (-one.replies, one.name)))


async def find_standing(connection: AsyncConnection, base: FactBase, now: datetime) -> Standing:
    """Return how what was published stands to ``base``."""
    versions = {fact.id: content_of(fact, base, now).version for fact in base.facts}
    same = (LEFT.c.fact == REPLIES.c.fact) & (LEFT.c.old == REPLIES.c.content) & REPLIES.c.message.is_not(None)
    counted = (
        select(LEFT.c.fact, LEFT.c.content, func.count()).join(REPLIES, same).group_by(LEFT.c.fact, LEFT.c.content)
    )
    left = (await connection.execute(counted)).all()
    owed = (DELIVERIES.c.kind == "edit") & DELIVERIES.c.state.in_(OWED)
    going = await connection.execute(select(func.count()).select_from(DELIVERIES).where(owed))
    since = (await connection.scalars(select(NOTES.c.value).where(NOTES.c.name == PURGED_BEFORE))).one_or_none()
    return Standing(
        outdated=await find_outdated(connection, base, now),
        left=sum(count for fact, content, count in left if content == versions.get(fact, REMOVED)),
        going=int(going.scalar_one()),
        since=date.fromisoformat(since) if since else None,
    )


def is_correction(old: Content, new: Content) -> bool:
    """Whether people who were told ``old`` should hear of ``new``.

    That is so of another answer or status, a new correction, and a report that was taken back, or is no longer.
    """
    added = set(new.corrections) - set(old.corrections)
    moved = set(new.retractions) ^ set(old.retractions)
    return (old.answer, old.status) != (new.answer, new.status) or bool(added or moved)


def given(name: str, versions: Iterable[str]) -> ColumnElement[bool]:
    """Return what is true of the public replies that gave versions of a fact, or may, and are not being put right."""
    under_way = select(DELIVERIES.c.message).where(
        DELIVERIES.c.fact == name, DELIVERIES.c.kind == "edit", DELIVERIES.c.state.in_(OWED)
    )
    told = REPLIES.c.content.in_(versions) | REPLIES.c.missed.endswith(DOUBT)
    return (REPLIES.c.fact == name) & told & REPLIES.c.message.is_not(None) & REPLIES.c.message.not_in(under_way)


def told_in_vain(one: Outdated) -> ColumnElement[bool]:
    """Return what is true of the messages that told somebody in person what has been taken back since.

    That is so where the fact says again what it had said before; and each is taken back once.
    """
    back = aliased(DELIVERIES)
    taken_back = select(back.c.about).where(back.c.about.is_not(None), back.c.state.not_in(NOT_SENT))
    told = (DELIVERIES.c.fact == one.name) & DELIVERIES.c.user.is_not(None) & (DELIVERIES.c.state == "done")
    there_and_back = (DELIVERIES.c.content == one.version) & DELIVERIES.c.told.in_(one.versions)
    return told & DELIVERIES.c.kind.in_(("tell", "untell")) & there_and_back & DELIVERIES.c.id.not_in(taken_back)


def content_from(row: Row[Any], now: datetime) -> Content:
    """Return a content as the store has it."""
    return Content(
        at=now,
        fact=row.fact,
        version=row.version,
        answer=row.answer,
        status=row.status,
        corrections=tuple((on, note) for on, note in row.corrections),
        question=row.question,
        retractions=tuple((source, on, note) for source, on, note in row.retractions or ()),
    )


async def _outdated(
    connection: AsyncConnection, fact: Fact | None, base: FactBase, olds: list[Content]
) -> Outdated | None:
    name, new = olds[0].fact, content_of(fact, base, olds[0].at) if fact else None
    version = new.version if new else REMOVED
    left = select(LEFT.c.old).where(LEFT.c.fact == name, LEFT.c.content == version)
    standing = {version, *(await connection.scalars(left)).all()}
    in_doubt = select(REPLIES.c.content).where(given(name, ()))
    doubtful = set((await connection.scalars(in_doubt)).all())
    told = tuple(
        old for old in olds
        if old.version in doubtful or (old.version not in standing and _is_outdated(old, new))
    )  # fmt: skip
    if not told:
        return None
    one = Outdated(name=name, fact=fact, now=new, olds=told, replies=0, watchers=0, retold=0, missed={})
    return await _counted(connection, one)


def _is_outdated(old: Content, new: Content | None) -> bool:
    return old.status != "withdrawn" if new is None else is_correction(old, new)


async def _counted(connection: AsyncConnection, one: Outdated) -> Outdated | None:
    """Return it with the texts that somebody was given and how many that are; None where nobody was."""
    by_text = select(REPLIES.c.content, REPLIES.c.missed, func.count()).where(given(one.name, one.versions))
    replies = (await connection.execute(by_text.group_by(REPLIES.c.content, REPLIES.c.missed))).all()
    watching = (WATCHES.c.fact == one.name) & WATCHES.c.content.in_(one.versions)
    watchers = (await connection.scalars(select(WATCHES.c.content).where(watching))).all()
    retold = (await connection.scalars(select(DELIVERIES.c.told).where(told_in_vain(one)))).all()
    held = {*(content for content, _, _ in replies), *watchers, *retold}
    if not held:
        return None
    missed: dict[str, int] = {}
    for _, how, count in replies:
        if how:
            missed[how.removesuffix(DOUBT)] = missed.get(how.removesuffix(DOUBT), 0) + count
    return Outdated(
        name=one.name,
        fact=one.fact,
        now=one.now,
        olds=tuple(old for old in one.olds if old.version in held),
        replies=sum(count for _, _, count in replies),
        watchers=len(watchers),
        retold=len(retold),
        missed=missed,
    )
