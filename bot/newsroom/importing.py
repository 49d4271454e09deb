"""A spreadsheet that an editor hands in: what it would do to the base; then published as it was shown, or not."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.newsroom.newsroom import Newsroom
from knowledge.decision.matcher import Matcher
from knowledge.exchange.importing import carry_out, plan_import, rehearse
from knowledge.exchange.manner import Editing, Manner, Remedies
from knowledge.exchange.merging import IMPORTED, plain
from knowledge.exchange.plans import Plan
from knowledge.model import Entity, Fact, FactBase, Source
from knowledge.service.live import Change, LiveBase, Served
from knowledge.service.publishing import refuse_unserved

# Hexadecimal digits that stand for a content: that two of a million are alike has a chance of one in thirty million.
KEY_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A spreadsheet as it came, under a plain file name; ``whole``: it is all there is, so what it lacks is removed.

    ``remedies`` are what an editor is told to do about a fault.
    """

    name: str
    content: bytes
    remedies: Remedies
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Yes:
    """What an editor has seen, by its key, and those who publish it, the last of them now."""

    key: str
    by: tuple[str, ...]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an upload would do and what would be ``served`` then; ``key`` stands for this change of this base.

    ``changed`` are the facts that say something else then, as they are and as they would be; ``others`` the sources and
    the entities likewise.
    """

    plan: Plan
    change: Change
    served: Served
    changed: tuple[tuple[Fact, Fact], ...]
    others: tuple[tuple[Source, Source] | tuple[Entity, Entity], ...] = ()
    key: str

    @property
    def matcher(self) -> Matcher:
        """The matcher with the upload over all facts, hidden ones too."""
        return self.served.full


async def preview(newsroom: Newsroom, upload: Upload, by: tuple[str, ...], now: datetime) -> Preview:
    """Return what an upload would do if ``by`` publish it ``now``; nothing is changed.

    Raises:
        ProblemsError: nothing of it can be taken over, with every reason.
    """
    return await newsroom.alone(partial(_preview, newsroom.live, upload, Editing(by, now.date())))


async def publish(newsroom: Newsroom, upload: Upload, yes: Yes) -> tuple[Preview, bool]:
    """Write and serve an upload if it does what was seen; return what it does, and whether that was done.

    Raises:
        ProblemsError: nothing of it can be taken over, with every reason; or it could not be written.
    """
    return await newsroom.alone(partial(_publish, newsroom.live, upload, yes))


def _preview(live: LiveBase, upload: Upload, editing: Editing) -> Preview:
    version = live.served.base_of_files.version
    refuse_unserved(live.folder, version, "import again")
    manner = Manner(whole=upload.whole, editing=editing, remedies=upload.remedies)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / upload.name
        path.write_bytes(upload.content)
        plan = plan_import(path, live.folder, manner=manner)
    change, served = rehearse(plan, lambda _, overlay: live.preview(overlay))
    changed = tuple(_changed(live.served.full, served.full))
    others = tuple(_others_changed(live.served.full.base, served.full.base))
    key = f"{version}:{_digest(plan)}"
    return Preview(plan=plan, change=change, served=served, changed=changed, others=others, key=key)


def _digest(plan: Plan) -> str:
    """Return what stands for all that a plan changes, whoever publishes it."""
    said = json.dumps([plain(edit) for edit in plan.merged.edits], sort_keys=True)
    imported = plan.overlay.get(IMPORTED, b"")
    return hashlib.sha256(said.encode("utf-8", "replace") + b"\0" + imported).hexdigest()[:KEY_DIGITS]


def _changed(before: Matcher, after: Matcher) -> Iterator[tuple[Fact, Fact]]:
    for fact in after.base.facts:
        old = before.fact(fact.id)
        if old is not None and old != fact:
            yield old, fact


def _others_changed(before: FactBase, after: FactBase) -> Iterator[tuple[Source, Source] | tuple[Entity, Entity]]:
    for name, source in before.sources.items():
        if (new := after.sources.get(name, source)) != source:
            yield source, new
    entities = {entity.id: entity for entity in after.entities}
    for entity in before.entities:
        if (changed := entities.get(entity.id, entity)) != entity:
            yield entity, changed


def _publish(live: LiveBase, upload: Upload, yes: Yes) -> tuple[Preview, bool]:
    found = _preview(live, upload, Editing(yes.by, yes.now.date()))
    if found.key != yes.key or found.plan.changes_nothing:
        return found, False
    # Trying it takes seconds, in which somebody may have changed the files.
    refuse_unserved(live.folder, live.served.base_of_files.version, "import again")
    carry_out(found.plan)
    live.serve(found.served, yes.now, yes.by[-1])
    return found, True
