"""A fact that an editor has drafted: what it would do to the base; then published as it was shown, or not."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from bot.desk.draft_entries import entry_of
from bot.desk.drafting import Draft, seen_of
from bot.desk.sides import faults_of
from bot.newsroom.comparison import Difference, differences
from bot.newsroom.newsroom import Newsroom
from knowledge.errors import FactBaseError, Problem
from knowledge.model import Fact
from knowledge.service.live import LiveBase
from knowledge.service.publishing import Publication, publish, rehearse
from knowledge.service.soundness import Lost, elliptic, lost_around


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a draft would do: ``old`` is the fact that it edits, ``moved`` are the facts' own questions that move.

    ``has_changed`` says that the fact has been changed since the draft was begun.
    """

    publication: Publication
    old: Fact | None
    has_changed: bool
    warnings: tuple[Problem | Lost, ...]
    moved: tuple[Difference, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the base says all of it already."""
        return not self.publication.change


async def preview(newsroom: Newsroom, draft: Draft, by: tuple[str, ...]) -> Preview:
    """Return what publishing a draft would do; nothing is changed.

    Raises:
        FactBaseError: it is refused, with every reason.
    """
    return await newsroom.alone(partial(_preview, newsroom.live, draft, by, newsroom.config.precision))


async def key_of(newsroom: Newsroom, draft: Draft, by: tuple[str, ...]) -> str:
    """Return what stands for the change that a draft is to the base that is served now.

    Raises:
        FactBaseError: it is refused, with every reason.
    """
    return (await newsroom.alone(partial(_rehearsed, newsroom.live, draft, by))).key


async def release(newsroom: Newsroom, draft: Draft, key: str, by: tuple[str, ...], now: datetime) -> Publication | None:
    """Publish a draft if it does what ``key`` stands for, and return what was published; None where it does not.

    Raises:
        FactBaseError: it is refused, with every reason, or it could not be written.
    """
    return await newsroom.alone(partial(_release, newsroom.live, draft, key, by, now))


def _rehearsed(live: LiveBase, draft: Draft, by: tuple[str, ...]) -> Publication:
    base = live.served.base_of_files
    if draft.of and live.served.full.fact(draft.of) is None:
        what = "the fact that this draft edits is no longer there"
        raise FactBaseError((Problem(draft.of, 0, what, "draft it anew with /desk new"),))
    if faults := tuple(faults_of(draft)):
        raise FactBaseError(faults)
    return rehearse(live, entry_of(draft, base), by, date.fromisoformat(draft.day))


def _preview(live: LiveBase, draft: Draft, by: tuple[str, ...], precision: float) -> Preview:
    served = live.served.full
    publication = _rehearsed(live, draft, by)
    matcher, name, old = publication.matcher, publication.name, served.fact(publication.name)
    alone = replace(matcher.base, facts=(publication.fact,))
    return Preview(
        publication=publication,
        old=old,
        has_changed=old is not None and seen_of(old) != draft.seen,
        warnings=(*elliptic(alone), *lost_around(matcher, name)),
        moved=tuple(differences(served, matcher, precision)),
    )


def _release(live: LiveBase, draft: Draft, key: str, by: tuple[str, ...], now: datetime) -> Publication | None:
    found = _rehearsed(live, draft, by)
    if found.key != key or not found.change:
        return None
    publish(live, found, by[-1], now)
    return found
