"""The tables, as the newest migration leaves them (a test holds the two together).

A question's text is kept only where somebody is to look at it, a user's id only where that person asked to be told.
``asker`` is a keyed hash of the asker's id (see ``desk.privacy``): it finds somebody's questions and names nobody.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

from knowledge.loading.files import VERSION_DIGITS
from knowledge.loading.values import ID_LIMIT

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware instant, kept as whole milliseconds since 1970: the same number in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return the number."""
        return None if value is None else round(value.timestamp() * 1000)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return the instant, in UTC."""
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


# SQLite numbers rows by itself only where the type is called INTEGER.
NUMBER = BigInteger().with_variant(Integer, "sqlite")
FACT, VERSION, RECORD = String(ID_LIMIT), String(VERSION_DIGITS), String(32)

# One row a question that was asked; channel and message only of replies that others could read. ``missed`` is how the
# last try to put the reply right has ended, while it has not been put right.
REPLIES = Table(
    "replies",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("record", RECORD, nullable=False, unique=True),
    Column("at", Moment, nullable=False, index=True),
    Column("outcome", String(12), nullable=False),
    Column("fact", FACT),
    Column("content", VERSION),
    Column("channel", BigInteger),
    Column("message", BigInteger, index=True),
    Column("feedback", String(12)),
    Column("missed", String(12)),
    Index(None, "fact", "content", "message"),
)

# What a fact said when it was shown: the old answer that a correction strikes out. Where the status is ``withdrawn``
# the fact was removed, and the answer is the note that the editor wrote instead. ``retractions`` are the reports under
# it that had been taken back, None from before that was known.
CONTENTS = Table(
    "contents",
    METADATA,
    Column("fact", FACT, primary_key=True),
    Column("version", VERSION, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("status", String(12), nullable=False),
    Column("corrections", JSON, nullable=False),
    Column("question", Text),
    Column("retractions", JSON),
)

# Questions that wait for the editors, each in all its wordings; ``state`` is open, suggested (nothing but suggestions
# was shown, and none was picked), dismissed, taught or answered; ``answered_at`` is when it came to one of these two.
QUESTIONS = Table(
    "questions",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("text", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("asked", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("fact", FACT),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("note", Text),
    Column("answered_at", Moment),
    Index(None, "state", "asked", "id"),
    # A number is never given again: buttons and nonces of old would mean something else.
    sqlite_autoincrement=True,
)

# ``message`` is the reply of which somebody has said that it was of no help; with ``offered`` (ids of facts, a space
# between two) the one that only had suggestions, while nobody has said anything of them. ``feedback`` is what was said:
# wrong (not what was asked) or none (none of the suggestions). ``channel`` is the post of a forum that asked.
ASKINGS = Table(
    "askings",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("record", RECORD, nullable=False, unique=True),
    Column("question", NUMBER, ForeignKey("questions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("asker", RECORD, index=True),
    Column("at", Moment, nullable=False, index=True),
    Column("message", BigInteger, index=True),
    Column("offered", Text),
    Column("feedback", String(12)),
    Column("channel", BigInteger),
)

# People who asked to be told: of an answer to a question, or of a change of a fact.
WATCHES = Table(
    "watches",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("user", BigInteger, nullable=False, index=True),
    Column("question", NUMBER, ForeignKey("questions.id", ondelete="CASCADE"), index=True),
    Column("asking", RECORD),
    Column("fact", FACT, index=True),
    Column("content", VERSION),
    Column("at", Moment, nullable=False),
    UniqueConstraint("user", "question"),
    UniqueConstraint("user", "fact"),
)

# Corrections that an editor has confirmed; channel and message are those of the line that shows how far it has come.
# The editor is known until told how it ended.
RUNS = Table(
    "runs",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("fact", FACT, nullable=False),
    Column("content", VERSION, nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("channel", BigInteger),
    Column("message", BigInteger),
    Column("editor", BigInteger),
    sqlite_autoincrement=True,
)

# What one run has to send, message by message; also answers to people who asked to be told of one (no run then).
# ``content`` is what had been said before, ``told`` what the message said, ``about`` the delivery that it takes back.
# Not before ``due_at``. Who was told is known for a while, in case it is taken back.
DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("run", NUMBER, ForeignKey("runs.id", ondelete="CASCADE")),
    Column("kind", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("fact", FACT, nullable=False),
    Column("content", VERSION),
    Column("asking", RECORD),
    Column("channel", BigInteger),
    Column("message", BigInteger),
    Column("user", BigInteger, index=True),
    Column("begun_at", Moment),
    Column("told", VERSION),
    Column("about", NUMBER),
    Column("due_at", Moment),
    Index(None, "run", "state"),
    Index(None, "state", "id"),
    sqlite_autoincrement=True,
)

# Old contents that an editor has chosen to leave standing when the fact changed to ``content`` ("removed": it is gone).
LEFT = Table(
    "left_standing",
    METADATA,
    Column("fact", FACT, primary_key=True),
    Column("old", VERSION, primary_key=True),
    Column("content", VERSION, primary_key=True),
)

# Lessons that an editor has been shown and may say yes to, as they stand over the base of a version; of several shown
# together each phrasing has a line.
PROPOSALS = Table(
    "proposals",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("fact", FACT, nullable=False),
    Column("phrasing", Text, nullable=False),
    Column("question", NUMBER),
    Column("base", VERSION, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,
)

# Facts that editors are writing; ``key`` stands for the change that ``signer``, a mark, has said yes to under a name.
DRAFTS = Table(
    "drafts",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    Column("author", RECORD, nullable=False, index=True),
    Column("at", Moment, nullable=False, index=True),
    Column("key", String(32)),
    Column("signer", RECORD),
    Column("signed_by", Text),
    sqlite_autoincrement=True,
)

# Spreadsheets that a first editor has said yes to: ``key`` stands for what one does to the facts, ``signer`` is a mark.
SIGNATURES = Table(
    "signatures",
    METADATA,
    Column("key", String(32), primary_key=True),
    Column("signer", RECORD, nullable=False, index=True),
    Column("signed_by", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

# What readers say is out of date: ``seen`` stands for the fact as it was checked then, so that a check or a change
# settles it; ``reader`` is a mark, and whoever says it of the same twice has said it once.
FLAGS = Table(
    "flags",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("record", RECORD, nullable=False, unique=True),
    Column("at", Moment, nullable=False, index=True),
    Column("fact", FACT, nullable=False),
    Column("seen", String(16), nullable=False),
    Column("reader", RECORD, nullable=False, index=True),
    UniqueConstraint("fact", "seen", "reader"),
)

# What each fact said, from when until when (None: it still does), and who had it served. It is never purged: what was
# published stays. ``sources`` are those that it cited then. Of each fact one row at most is open.
HISTORY = Table(
    "history",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("fact", FACT, nullable=False),
    Column("version", VERSION, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("status", String(12), nullable=False),
    Column("sources", JSON, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Column("by", Text, nullable=False),
    Index(None, "fact", "since"),
    Index("uq_history_open", "fact", unique=True, sqlite_where=text("until IS NULL"),
          postgresql_where=text("until IS NULL")),
    sqlite_autoincrement=True,
)  # fmt: skip

# Wishes to be told that have been filed: what they asked for is gone once it is done, and must not be filed again.
FILED = Table(
    "filed",
    METADATA,
    Column("record", RECORD, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)

# Single values: the days of the last digest and of the last purge.
NOTES = Table(
    "notes",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
