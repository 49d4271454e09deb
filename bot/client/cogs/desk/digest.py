"""The digest: gathered, put into words, and sent to the desk's channel. ``bot/desk/daily.py`` knows when."""

from datetime import UTC, datetime

from bot.client.cogs.desk.buttons import due_view
from bot.client.sending import DiscordSender
from bot.desk.due import page_of
from bot.desk.queue import PAGE
from bot.newsroom.confirming import due
from bot.newsroom.newsroom import Newsroom
from bot.wording.desk import digest_in_words


async def send_digest(newsroom: Newsroom, sender: DiscordSender) -> bool:
    """Send what waits at the desk, if anything does; False where it could not be sent.

    Raises:
        StoreError: the store is away.
    """
    desk, now = newsroom.desk, datetime.now(UTC)
    page = await desk.queue.page(1)
    outdated = await desk.corrections.outdated(newsroom.matcher.base, now)
    found = await due(newsroom, now)
    # To a channel, so of hidden facts only the ids.
    questions = {fact.id: fact.question for fact in newsroom.matcher.base.facts}
    words = digest_in_words(page, questions, len(outdated), found)
    view = due_view(page_of(found[:PAGE], 1)) if found else None
    return words is None or await sender.to_desk(words, view, f"digest-{now:%Y-%m-%d}")
