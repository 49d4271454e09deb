"""A spreadsheet that an editor hands in: what it would do to the base; then published as it was shown, or not."""

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.newsroom.newsroom import Newsroom
from knowledge.decision.matcher import Matcher
from knowledge.exchange.importing import Plan, carry_out, plan_import, rehearse
from knowledge.service.live import Change, LiveBase, Served
from knowledge.service.publishing import refuse_unserved

# Hexadecimal digits that stand for a content: that two of a million are alike has a chance of one in thirty million.
KEY_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A spreadsheet as it came, under a plain file name; ``whole``: it is all there is, so what it lacks is removed."""

    name: str
    content: bytes
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an upload would do and what would be ``served`` then; ``key`` stands for this change of this base."""

    plan: Plan
    change: Change
    served: Served
    key: str

    @property
    def matcher(self) -> Matcher:
        """The matcher with the upload over all facts, hidden ones too."""
        return self.served.full


async def preview(newsroom: Newsroom, upload: Upload) -> Preview:
    """Return what an upload would do; nothing is changed.

    Raises:
        ProblemsError: nothing of it can be taken over, with every reason.
    """
    return await newsroom.alone(partial(_preview, newsroom.live, upload))


async def publish(newsroom: Newsroom, upload: Upload, key: str, by: str, now: datetime) -> tuple[Preview, bool]:
    """Write and serve an upload if it does what ``key`` stands for; return what it does, and whether that was done.

    Raises:
        ProblemsError: nothing of it can be taken over, with every reason; or it could not be written.
    """
    return await newsroom.alone(partial(_publish, newsroom.live, upload, key, by, now))


def _preview(live: LiveBase, upload: Upload) -> Preview:
    version = live.served.base_of_files.version
    refuse_unserved(live.folder, version, "import again")
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / upload.name
        path.write_bytes(upload.content)
        plan = plan_import(path, live.folder, whole=upload.whole)
    change, served = rehearse(plan, lambda _, overlay: live.preview(overlay))
    digest = hashlib.sha256(plan.content).hexdigest()[:KEY_DIGITS]
    return Preview(plan=plan, change=change, served=served, key=f"{version}:{digest}")


def _publish(live: LiveBase, upload: Upload, key: str, by: str, now: datetime) -> tuple[Preview, bool]:
    found = _preview(live, upload)
    if found.key != key or found.plan.changes_nothing:
        return found, False
    carry_out(found.plan)
    live.serve(found.served, now, by)
    return found, True
