"""What the bot has been taught: ``learned.yaml``, a file of its own beside the curated ones.

It maps ids of facts to phrasings, each with who approved it and when. It is read by the same loader under the same
checks as everything else, so a phrasing that two facts claim is a problem wherever it stands.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.language.text import fold
from knowledge.loading.nodes import YamlList, YamlMap
from knowledge.loading.values import CheckedDay, Id, Line, Question
from knowledge.model import Fact, FactBase, Lesson

LEARNED = "learned.yaml"
KEY = "learned"
# Characters of a line, more than any phrasing has: each stays on one line, as whoever pastes it wants it.
UNBROKEN = 1000
_HEADING = """\
# Phrasings that editors have taught the bot on Discord: it writes this file by itself, whole, each time.
# `factbot promote` moves them into the curated files.
"""


class _Plain(yaml.SafeDumper):
    """Writes out what several lessons have in common, their day for instance: the loader takes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  as it is called
        """Return that nothing is to be referred to."""
        return True


class LessonRecord(BaseModel):
    """One phrasing under the id of a fact."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: Id
    phrasing: Question
    by: Line
    on: CheckedDay


def unfold(learned: YamlMap) -> Iterator[tuple[Any, int]]:
    """Yield the items under ``learned:`` as records with the id of their fact, each with its line.

    What is no mapping is yielded as it stands, for the checks to refuse.
    """
    for fact, items in learned.items():
        line = learned.lines[fact]
        if not isinstance(items, YamlList):
            yield items, line
            continue
        for item, item_line in zip(items, items.lines, strict=True):
            if isinstance(item, YamlMap):
                item["fact"] = fact
                item.lines["fact"] = line
            yield item, item_line


def written(lessons: Iterable[Lesson]) -> bytes:
    """Return the file that holds ``lessons``, by fact in the order in which they were taught."""
    learned: dict[str, list[dict[str, object]]] = {}
    for lesson in lessons:
        entry = {"phrasing": lesson.phrasing, "by": lesson.by, "on": lesson.on}
        learned.setdefault(lesson.fact, []).append(entry)
    text = yaml.dump({KEY: learned}, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=UNBROKEN)
    return (_HEADING + text).encode()


def with_lessons(base: FactBase, fact: str, phrasings: Iterable[str], by: str, on: date) -> bytes:
    """Return the file with some lessons more than ``base`` has."""
    return written([*base.lessons, *(Lesson(fact, phrasing, by, on) for phrasing in phrasings)])


def without_lesson(base: FactBase, lesson: Lesson) -> bytes:
    """Return the file with one lesson less than ``base`` has."""
    return written(other for other in base.lessons if other != lesson)


def promotions(base: FactBase, curated: FactBase) -> Iterator[str]:
    """Yield the lines that an editor pastes to make the lessons curated phrasings; ``curated`` is the base without."""
    facts = {fact.id: fact for fact in curated.facts}
    by_fact: dict[str, list[Lesson]] = {}
    for lesson in base.lessons:
        by_fact.setdefault(lesson.fact, []).append(lesson)
    for name, lessons in by_fact.items():
        place = curated.locations[name]
        yield f"{place.file}:{place.line}: {name}, under 'phrasings:'"
        for lesson in lessons:
            if not _has(facts[name], lesson.phrasing):
                line = yaml.safe_dump(lesson.phrasing, allow_unicode=True, width=UNBROKEN).removesuffix("...\n").strip()
                yield f"      - {line}  # taught by {lesson.by} on {lesson.on}"


def _has(fact: Fact, phrasing: str) -> bool:
    return fold(phrasing) in map(fold, fact.wordings)
