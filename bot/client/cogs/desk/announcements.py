"""What the desk says by itself: what a change of the base means, and which published answers it has made wrong."""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import NoReturn

import discord

from bot.client.cogs.desk.buttons import outdated_view
from bot.client.sending import DiscordSender
from bot.newsroom.newsroom import Newsroom
from bot.repeating import repeat
from bot.wording.hidden import CLOCK, not_out_in_words, out_in_words
from bot.wording.service import taken_back_in_words
from bot.wording.standing import outdated_in_words
from knowledge.errors import ProblemsError

LOG = logging.getLogger("factbot")
# Between two looks whether a review is owed: soon enough for editors, seldom enough for a bot that has nothing to do.
REVIEW_SECONDS = 15.0

Show = Callable[[str, discord.ui.View], Awaitable[object]]


async def review(newsroom: Newsroom, now: datetime, show: Show) -> None:
    """Look what a change of the base means, and show the answers that it has made wrong, with what puts them right."""
    outdated = await newsroom.aftermath.review(now)
    if outdated:
        await show(outdated_in_words(outdated), outdated_view(outdated))


class Announcer:
    """Speaks in the desk's channel without having been asked."""

    def __init__(self, newsroom: Newsroom, sender: DiscordSender) -> None:
        self._newsroom = newsroom
        self._sender = sender

    async def reload(self, by: str) -> None:
        """Read the files again, because of ``by``, and tell the desk what that means; a refusal goes to the log.

        So does every other fault: whoever asks for reloads goes on asking, and none of them must pass unseen.
        """
        try:
            await self._reload(by, datetime.now(UTC))
        except ProblemsError as error:
            LOG.error("reload by %s refused, the facts of before go on: %s", by, error)  # noqa: TRY400  no traceback wanted
        except Exception:
            LOG.exception("reload by %s failed", by)

    async def _reload(self, by: str, now: datetime) -> None:
        change = await self._newsroom.reload(now, by)
        LOG.info("audit: reload by %s: %s", by, change.counted())
        if change.taken_back:
            nonce = f"taken-{self._newsroom.matcher.base.version}"
            await self._sender.to_desk(taken_back_in_words(change), None, nonce)
        if change:
            await review(self._newsroom, now, self._to_desk)

    async def strike(self) -> bool:
        """Serve what everybody may know from this hour on, and tell the desk; False where it is not sound."""
        now, newsroom = datetime.now(UTC), self._newsroom
        version = newsroom.live.served.base_of_files.version
        try:
            change = await newsroom.strike(now, CLOCK)
        except ProblemsError as error:
            LOG.error("at its hour a fact could not appear, the facts of before go on: %s", error)  # noqa: TRY400  no traceback wanted
            await self._sender.to_desk(not_out_in_words(error), None, f"kept-{version}")
            return False
        LOG.info("audit: reload by %s: %s", CLOCK, change.counted())
        if change:
            await self._sender.to_desk(out_in_words(change), None, f"out-{newsroom.matcher.base.version}")
            await review(newsroom, now, self._to_desk)
        return True

    async def run(self) -> NoReturn:
        """Do at the start what is done after a reload, and what could not be done then, as soon as it can."""
        await repeat(self._review_owed, "looking at what a change means", again_seconds=REVIEW_SECONDS)

    async def _review_owed(self) -> float:
        if self._newsroom.aftermath.owes_review:
            await review(self._newsroom, datetime.now(UTC), self._to_desk)
        return REVIEW_SECONDS

    async def _to_desk(self, words: str, view: discord.ui.View) -> None:
        await self._sender.to_desk(words, view, f"outdated-{self._newsroom.matcher.base.version}")
