"""The kinds of files that facts are handed out as, and how one is written: whole, and over none but its own kind."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from bot.api.replies import listed_json
from bot.config import Config
from bot.exports.claimreview import CONTEXT, Publisher, claim_reviews
from bot.exports.markdown import MARK, markdown
from bot.site.addresses import page_of
from bot.wording import exports as words
from knowledge.decision.matcher import Matcher
from knowledge.errors import Problem, ProblemsError
from knowledge.loading.files import write_whole

KindName = Literal["ClaimReview", "JSONL", "Markdown"]


class ExportError(ProblemsError):
    """A file that can't be written, or that would take the place of something else."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of file is made, and how every file of that kind begins."""

    name: KindName
    make: Callable[[Matcher, Config, date], str]
    begins: bytes


def publisher_of(config: Config) -> Publisher:
    """Return whose facts they are, and where they stand on the newsroom's site, if it has one."""
    return Publisher(config.newsroom, lambda fact: page_of(config.site_url, fact.id))


def _claim_review(matcher: Matcher, config: Config, _: date) -> str:
    return json.dumps(claim_reviews(matcher, publisher_of(config)), ensure_ascii=False, indent=1) + "\n"


def _jsonl(matcher: Matcher, config: Config, today: date) -> str:
    rows = (listed_json(fact, matcher, today, config.site_url) for fact in matcher.base.facts)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


KINDS = (
    Kind("ClaimReview", _claim_review, f'{{\n "@context": "{CONTEXT}"'.encode()),
    Kind("JSONL", _jsonl, b'{"id": "'),
    Kind("Markdown", markdown, MARK.encode()),
)


def write_document(path: Path, kind: Kind, text: str) -> None:
    """Write a file whole, or leave what is there.

    Raises:
        ExportError: it can't be written there, or what is there is no file of this kind.
    """
    try:
        if fault := _in_the_way(path, kind):
            raise ExportError((Problem(str(path), 0, *fault),))
        write_whole(path, text.encode())
    except OSError as error:
        raise ExportError((Problem(str(path), 0, *words.unwritable(error.strerror)),)) from None


def _in_the_way(path: Path, kind: Kind) -> tuple[str, str] | None:
    """Return what is wrong with the place and the remedy: nobody's work may be lost, and no device replaced."""
    if not path.exists():
        return None if path.parent.is_dir() else words.NO_FOLDER
    if not path.is_file():
        return words.NO_FILE
    with path.open("rb") as file:
        begins = file.read(len(kind.begins))
    return None if begins in (b"", kind.begins) else words.not_ours(kind.name)
