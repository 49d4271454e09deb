"""The quotations of a base, held against the texts of the reports they are from: ``<source id>.txt`` or ``.md``."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import FactBaseError, Problem
from knowledge.loading.files import take_snapshot
from knowledge.loading.loader import load_records
from knowledge.loading.nearest import nearest
from knowledge.loading.records import Record
from knowledge.service.passages import Missing, SourceText

SUFFIXES = (".txt", ".md")
# More than "War and Peace" has in English (3.2 MB at Project Gutenberg), and no report.
TEXT_LIMIT_BYTES = 4 * 1024 * 1024
# Characters of a passage in a problem: enough to find it in its line.
SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation and where it stands in the files of the base."""

    text: str
    source: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A source without a text: how many quotations of it were not looked for, and the file that may be meant for it."""

    source: str
    quotes: int
    meant: str | None


@dataclass(slots=True)
class Held:
    """What came of it: quotations that were found, and sources that there is no text for."""

    found: int = 0
    unread: list[Unread] = field(default_factory=list)


def hold_quotes(base: Path, sources: Path) -> Held:
    """Return how many quotations of the base in one folder are in the texts in the other.

    Raises:
        FactBaseError: the base is broken, a text cannot be read, or lacks a quotation: with all of them.
    """
    records = load_records(take_snapshot(base))
    by_source: dict[str, list[Quote]] = {}
    for quote in (one for record in records["facts"] for one in _quotes(record)):
        by_source.setdefault(quote.source, []).append(quote)
    names = _names(sources)
    known = {record.value.id for record in records["sources"]}
    others = [name for name in names if Path(name).stem not in known]
    held, problems = Held(), list[Problem]()
    for source, quotes in sorted(by_source.items()):
        files = [name for name in names if name.lower() in {source + suffix for suffix in SUFFIXES}]
        texts = {name: text for name in files if (text := _text(sources / name, problems))}
        if not files:
            held.unread.append(Unread(source, len(quotes), nearest(f"{source}.txt", others)))
        missing = [problem for quote in quotes if texts for problem in _missing(quote, texts)]
        held.found += len(quotes) - len(missing) if texts else 0
        problems += missing
    if problems:
        raise FactBaseError(tuple(problems))
    return held


def _quotes(record: Record) -> Iterator[Quote]:
    for citation, item in zip(record.value.citations, record.yaml["citations"], strict=True):
        if citation.quote:
            yield Quote(citation.quote, citation.source, record.file, item.lines["quote"])


def _names(folder: Path) -> list[str]:
    """Return the names of the files in a folder.

    Raises:
        FactBaseError: it is none, or cannot be read.
    """
    try:
        # As they can be shown: a file that is meant for a source has the name of its id.
        return sorted(path.name.encode("utf-8", "replace").decode() for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError) as error:
        what = "does not exist" if isinstance(error, FileNotFoundError) else "is not a folder"
        problem = Problem(_shown(folder), 0, f"the folder of the sources {what}", "name one with <source id>.txt files")
    except OSError as error:
        problem = Problem(_shown(folder), 0, f"cannot be read ({error.strerror})", "check its permissions")
    raise FactBaseError((problem,))


def _text(path: Path, problems: list[Problem]) -> SourceText | None:
    """Return the text in a file; what keeps it from being one is added to ``problems``."""
    content, fault = _content(path)
    line = 0
    if not fault:
        try:
            at = content.find(b"\0")
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            at = error.start
        if at < 0:
            return SourceText(text, is_markdown=path.suffix.lower() == ".md")
        # Programs that write UTF-16 fill every letter of English up with a zero.
        line, fault = content.count(b"\n", 0, at) + 1, ("not UTF-8 text", "save the file as UTF-8")
    problems.append(Problem(_shown(path), line, *fault))
    return None


def _content(path: Path) -> tuple[bytes, tuple[str, str] | None]:
    """Return what a file holds, and what keeps it from being read with how to mend that."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return b"", ("not a regular file", "replace it with a text file")
        if found.st_size > TEXT_LIMIT_BYTES:
            return b"", (f"larger than {TEXT_LIMIT_BYTES >> 20} MiB", "leave nothing in it but the report's text")
        return path.read_bytes(), None
    except OSError as error:  # a link that leads to itself or nowhere, too
        return b"", (f"cannot be read ({error.strerror})", "check where it leads, and its permissions")


def _missing(quote: Quote, texts: dict[str, SourceText]) -> Iterator[Problem]:
    """Yield the problem of a quotation that no text of its source has; there may be one of each kind."""
    missing = {name: text.missing(quote.text) for name, text in texts.items()}
    faults = {name: one for name, one in missing.items() if one}
    if len(faults) == len(missing):
        name, fault = max(faults.items(), key=lambda one: (one[1].is_earlier, one[1].near is not None))
        yield Problem(quote.file, quote.line, *_in_words(name, fault))


def _in_words(name: str, fault: Missing) -> tuple[str, str]:
    shown = fault.passage[:SHOWN_CHARACTERS] + ("…" if len(fault.passage) > SHOWN_CHARACTERS else "")
    if fault.is_earlier:
        what = f"the quote joins passages in another order than {name}: '{shown}' does not follow there"
        return what, "quote them in their order, or give each a citation of its own"
    what = f"the quote '{shown}' is not in {name}"
    if fault.near is None:
        return what, "nothing there is like it: quote what it says, or look whether another source has it"
    return what, f"nearest there, line {fault.near.line}: '{fault.near.passage}'; quote it as it stands there"


def _shown(path: Path) -> str:
    """Return a path as problems name it, which is never taken for one from the base's folder on."""
    return str(path) if path.is_absolute() else os.path.join(os.curdir, path)  # noqa: PTH118  Path drops the "./"
