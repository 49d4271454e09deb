"""From the tables of an earlier version to those of now, and nothing that is still read is lost on the way."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, select, text

from bot.store.opening import Store, store_url
from bot.store.tables import ASKINGS, QUESTIONS, REPLIES

MIGRATIONS = Path(__file__).parents[3] / "bot" / "store" / "migrations"
REPLY = """
INSERT INTO replies (record, at, outcome, fact, content, base, confidence, channel, message)
VALUES ('a1', 1709294400000, 'answer', 'toll', 'c1', 'b1', 0.9, 5, 70)
"""
QUESTION = """
INSERT INTO questions (text, state, asked, reason, first_at, last_at)
VALUES ('who', 'open', 1, 'nothing near', 1709294400000, 1709294400000)
"""
ASKING = "INSERT INTO askings (record, question, text, at, message) VALUES ('b1', 1, 'who', 1709294400000, 70)"


def migrate(path: Path, revision: str) -> None:
    """Bring a SQLite file to the tables of a version."""
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


async def test_replies_of_an_earlier_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "factbot.sqlite"
    migrate(path, "0002")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text(REPLY))
    engine.dispose()

    store = Store(store_url(f"sqlite:///{path}"))
    async with store.read() as connection_now:
        rows = (await connection_now.execute(select(REPLIES))).mappings().all()
    await store.close()

    assert [(row["record"], row["fact"], row["channel"], row["message"]) for row in rows] == [("a1", "toll", 5, 70)]
    assert {"base", "confidence"}.isdisjoint(rows[0])


async def test_questions_of_an_earlier_version_wait_on(tmp_path: Path) -> None:
    path = tmp_path / "factbot.sqlite"
    migrate(path, "0003")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text(QUESTION))
        connection.execute(text(ASKING))
    engine.dispose()

    store = Store(store_url(f"sqlite:///{path}"))
    async with store.read() as connection_now:
        question = (await connection_now.execute(select(QUESTIONS))).mappings().one()
        asking = (await connection_now.execute(select(ASKINGS))).mappings().one()
    await store.close()

    assert (question["text"], question["state"], question["answered_at"]) == ("who", "open", None)
    assert (asking["text"], asking["message"], asking["feedback"]) == ("who", 70, None)
