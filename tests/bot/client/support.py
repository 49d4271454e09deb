"""What the tests of the client ask, look at and change."""

import re
from datetime import UTC, datetime
from pathlib import Path

import simcord

from bot.newsroom.newsroom import Newsroom

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)
TOLL = "how much is the toll on north bridge"


async def waiting(newsroom: Newsroom) -> list[tuple[str, str, str | None]]:
    page = await newsroom.desk.queue.page(1)
    return [(question.text, question.reason, question.fact) for question in page.questions]


async def rewrite(newsroom: Newsroom, folder: Path, old: str, new: str) -> None:
    """Change a text in the facts and serve them."""
    facts = folder / "facts.yaml"
    text = facts.read_text("utf-8")
    assert old in text
    facts.write_text(text.replace(old, new, 1), "utf-8")
    await newsroom.reload(NOON, "test")


def labels(message: simcord.ResponseMessage) -> list[str]:
    return [button["label"] for row in message.components for button in row["components"]]


def questions_in(text: str) -> list[str]:
    """Return the questions that a text offers, each on a line with its number."""
    return re.findall(r"^\d+\. (.+)$", text, re.MULTILINE)


def text_of(result: simcord.InteractionResult) -> str:
    messages = [*([result.response] if result.response else []), *result.followups]
    return "\n".join(message.content for message in messages)
