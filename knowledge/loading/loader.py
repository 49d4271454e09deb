"""YAML files -> FactBase, or every problem at once.

Files are read, then each record is checked by its schema, then the references between records: all faults of
all three steps come in one ``FactBaseError``, and nothing is ever half-loaded.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.errors import FactBaseError, Problem
from knowledge.loading.building import build
from knowledge.loading.files import AS_IT_IS, Overlay, Snapshot, take_snapshot
from knowledge.loading.lessons import KEY, LEARNED, LessonRecord, unfold
from knowledge.loading.nearest import did_you_mean
from knowledge.loading.nodes import YamlList, YamlMap, read_yaml
from knowledge.loading.published import DESK, EDITED, PARTS, PUBLISHED, REPLACED, EditedRecord, PublishedRecord, settle
from knowledge.loading.records import LISTS, SETTING, SETTINGS, Ids, Record, Records
from knowledge.loading.references import reference_problems
from knowledge.loading.schema import RECORDS
from knowledge.loading.schema_problems import schema_problems
from knowledge.loading.settings import read_settings, repeated_settings
from knowledge.model import FactBase
from knowledge.progress import Progress, no_progress

# Of what only the bot's own files have.
_OWN: dict[str, type[BaseModel]] = {KEY: LessonRecord, PUBLISHED: PublishedRecord, EDITED: EditedRecord}


def load(folder: Path, progress: Progress = no_progress, overlay: Overlay = AS_IT_IS) -> FactBase:
    """Load every ``*.yaml`` below ``folder``; ``overlay`` stands in for files, to try a change before it is made.

    Raises:
        FactBaseError: with every problem found; nothing is loaded then.
    """
    return load_snapshot(take_snapshot(folder, overlay), progress)


def load_snapshot(snapshot: Snapshot, progress: Progress = no_progress) -> FactBase:
    """Load a base from its files as they were read: it has their version.

    Raises:
        FactBaseError: with every problem found; nothing is loaded then.
    """
    return build(load_records(snapshot, progress), snapshot.version)


def load_records(snapshot: Snapshot, progress: Progress = no_progress) -> Records:
    """Return the checked records of a base's files, with what was written of each.

    Raises:
        FactBaseError: with every problem found; nothing is loaded then.
    """
    gathered = _Gathered(list(snapshot.problems))
    for done, (path, content) in enumerate(snapshot.files.items()):
        progress("reading", done, len(snapshot.files))
        is_whole = content is not None and _gather(content, path, snapshot.shown(path), gathered)
        gathered.is_complete = gathered.is_complete and is_whole
    problems, records = gathered.problems, gathered.records
    if not problems and not records["facts"]:
        problems.append(Problem(snapshot.name, 0, "no facts in this folder", "add a *.yaml file with a 'facts:' list"))
    problems += repeated_settings(records[SETTING])
    problems += settle(records, snapshot.shown(DESK))
    problems += reference_problems(records, gathered.known, complete=gathered.is_complete)
    if problems:
        raise FactBaseError(tuple(sorted(set(problems))))
    return records


@dataclass
class _Gathered:
    """What the files have given so far: problems, records that passed, all ids seen, and whether any may be missing."""

    problems: list[Problem]
    records: Records = field(default_factory=lambda: {name: [] for name in (*LISTS, SETTING, *_OWN, REPLACED)})
    known: Ids = field(default_factory=lambda: {name: set() for name in LISTS})
    is_complete: bool = True


def _gather(content: bytes, path: str, file: str, gathered: _Gathered) -> bool:
    """Take in what a file holds; False where a part of it may be missing, after a fault of its form."""
    problems, records = gathered.problems, gathered.records
    faults = len(problems)
    root = _parse(content, file, problems) or YamlMap(0)
    if path == LEARNED:
        _collect_lessons(root, file, records, problems)
        return len(problems) == faults
    if path == DESK:
        _collect_published(root, file, records, problems)
    records[SETTING] += read_settings(root, file, problems)
    is_whole = len(problems) == faults and root.keys() <= set(LISTS)
    for key in LISTS:
        gathered.known[key] |= _ids(root, key)
    _collect(root, file, records, problems)
    return is_whole and all(isinstance(items, YamlList) for items in root.values())


def _parse(content: bytes, file: str, problems: list[Problem]) -> YamlMap | None:
    def fault(line: int, what: str, remedy: str) -> None:
        problems.append(Problem(file, line, what, remedy))

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fault(content.count(b"\n", 0, error.start) + 1, "not UTF-8 text", "save the file as UTF-8")
        return None
    root, faults = read_yaml(text, file)
    problems += faults
    if isinstance(root, YamlMap):
        return root
    if root:
        fault(1, "not a mapping", f"start the file with one of {', '.join(LISTS)} and a colon")
    elif not faults:
        fault(0, "the file is empty", "add facts or delete the file")
    return None


def _ids(root: YamlMap, key: str) -> set[str]:
    items = root.get(key)
    if not isinstance(items, YamlList):
        return set()
    return {item["id"] for item in items if isinstance(item, YamlMap) and isinstance(item.get("id"), str)}


def _collect(root: YamlMap, file: str, records: Records, problems: list[Problem]) -> None:
    for key, items in root.items():
        line = root.lines[key]
        if key not in LISTS:
            remedy = did_you_mean(key, (*LISTS, *SETTINGS), f"remove it or use one of {', '.join(LISTS)}")
            problems.append(Problem(file, line, f"unknown key '{key}'", remedy))
        elif not isinstance(items, YamlList):
            problems.append(Problem(file, line, f"'{key}' is not a list", "begin each entry with '- '"))
        else:
            _take_in(key, items, file, records, problems)


def _take_in(key: str, items: YamlList, file: str, records: Records, problems: list[Problem]) -> None:
    for item, line in zip(items, items.lines, strict=True):
        value = _check(key, item, line, file, problems)
        if value is not None:
            records[key].append(Record(value, file, line, item))


def _collect_lessons(root: YamlMap, file: str, records: Records, problems: list[Problem]) -> None:
    learned = root.get(KEY)
    for key in root.keys() - {KEY}:
        remedy = "move it to another file: this one is the bot's own"
        problems.append(Problem(file, root.lines[key], f"'{key}' stands in {LEARNED}", remedy))
    if not isinstance(learned, YamlMap):
        remedy = f"write '{KEY}: {{}}' or delete the file"
        problems.append(Problem(file, root.lines.get(KEY, 0), f"'{KEY}' maps no facts to phrasings", remedy))
        return
    for item, line in unfold(learned):
        value = _check(KEY, item, line, file, problems)
        if value is not None:
            records[KEY].append(Record(value, file, line, item))


def _collect_published(root: YamlMap, file: str, records: Records, problems: list[Problem]) -> None:
    """Take in who published what, and take it out of ``root``, which has nothing but lists from then on."""
    for key in root.keys() - set(PARTS):
        remedy = "move it to another file: this one is the bot's own"
        problems.append(Problem(file, root.lines[key], f"'{key}' stands in {DESK}", remedy))
    _collect_edited(root, file, records, problems)
    published = root.pop(PUBLISHED, None)
    if published is None:
        return
    if not isinstance(published, YamlMap):
        what = f"'{PUBLISHED}' says of no fact who published it"
        problems.append(Problem(file, root.lines[PUBLISHED], what, "delete it; the bot writes it again"))
        return
    for fact, item in published.items():
        line = published.lines[fact]
        if isinstance(item, YamlMap):
            item["fact"] = fact
            item.lines["fact"] = line
        value = _check(PUBLISHED, item, line, file, problems)
        if value is not None:
            records[PUBLISHED].append(Record(value, file, line, item))


def _collect_edited(root: YamlMap, file: str, records: Records, problems: list[Problem]) -> None:
    edited = root.pop(EDITED, None)
    if isinstance(edited, YamlList):
        _take_in(EDITED, edited, file, records, problems)
    elif edited is not None:
        remedy = "delete it; the bot writes it again"
        problems.append(Problem(file, root.lines[EDITED], f"'{EDITED}' is not a list", remedy))


def _check(key: str, item: Any, line: int, file: str, problems: list[Problem]) -> Any:
    if key == "synonyms":
        return _check_synonyms(item, line, file, problems)
    if not isinstance(item, YamlMap):
        problems.append(Problem(file, line, f"an entry of '{key}' that is not a mapping", "write it as 'key: value'"))
        return None
    model = _OWN.get(key) or RECORDS[key]
    try:
        return model.model_validate(item)
    except ValidationError as error:
        problems += schema_problems(error.errors(include_url=False), item, line, file, model)
        return None


def _check_synonyms(item: Any, line: int, file: str, problems: list[Problem]) -> tuple[str, ...] | None:
    if not isinstance(item, list) or not all(isinstance(word, str) and word.strip() for word in item):
        problems.append(Problem(file, line, "a synonym group that is not a list of words", "write [word, word]"))
        return None
    if len(item) < 2:
        problems.append(Problem(file, line, "a synonym group of one word", "add another word or remove it"))
        return None
    return tuple(item)
