"""YAML files -> FactBase, or every problem at once.

Files are read, then each record is checked by its schema, then the references between records: all faults of
all three steps come in one ``FactBaseError``, and nothing is ever half-loaded.
"""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.errors import FactBaseError, Problem
from knowledge.loading.building import build
from knowledge.loading.files import AS_IT_IS, Digest, Overlay, read_files, shown
from knowledge.loading.lessons import KEY, LEARNED, LessonRecord, unfold
from knowledge.loading.nodes import YamlList, YamlMap, read_yaml
from knowledge.loading.records import LISTS, Ids, Record, Records
from knowledge.loading.references import reference_problems
from knowledge.loading.schema import RECORDS
from knowledge.loading.schema_problems import schema_problems
from knowledge.model import FactBase
from knowledge.progress import Progress, no_progress


def bundled_folder() -> Path:
    """Return the folder of the fact base that comes with the package."""
    return Path(__file__).parents[1] / "base"


def load(folder: Path, progress: Progress = no_progress, overlay: Overlay = AS_IT_IS) -> FactBase:
    """Load every ``*.yaml`` below ``folder``; ``overlay`` stands in for files, to try a change before it is made.

    Raises:
        FactBaseError: with every problem found; nothing is loaded then.
    """
    return build(*load_records(folder, progress, overlay))


def load_records(
    folder: Path, progress: Progress = no_progress, overlay: Overlay = AS_IT_IS
) -> tuple[Records, str]:
    """Return the checked records of a folder, with what was written of each, and the version of the base they make.

    Raises:
        FactBaseError: as ``load`` does.
    """
    problems: list[Problem] = []
    records: Records = {name: [] for name in (*LISTS, KEY)}
    known: Ids = {name: set() for name in LISTS}
    complete = True
    digest = Digest(folder)
    files = list(read_files(folder, problems, overlay))
    for done, (path, content) in enumerate(files):
        progress("reading", done, len(files))
        if content is None:
            complete = False
            continue
        digest.add(path, content)
        faults = len(problems)
        root = _parse(content, shown(folder, path), problems) or YamlMap(0)
        if path == folder / LEARNED:
            _collect_lessons(root, shown(folder, path), records, problems)
            complete = complete and len(problems) == faults
            continue
        # After a fault of form a part of the file may be missing here.
        complete = complete and len(problems) == faults and all(isinstance(root.get(k), YamlList) for k in root)
        complete = complete and root.keys() <= set(LISTS)
        for key in LISTS:
            known[key] |= _ids(root, key)
        _collect(root, shown(folder, path), records, problems)
    if not problems and not records["facts"]:
        problems.append(
            Problem(folder.resolve().name, 0, "no facts in this folder", "add a *.yaml file with a 'facts:' list")
        )
    problems += reference_problems(records, known, complete=complete)
    if problems:
        raise FactBaseError(tuple(sorted(set(problems))))
    return records, digest.version


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
            remedy = f"remove it or use one of {', '.join(LISTS)}"
            problems.append(Problem(file, line, f"unknown key '{key}'", remedy))
        elif not isinstance(items, YamlList):
            problems.append(Problem(file, line, f"'{key}' is not a list", "begin each entry with '- '"))
        else:
            for item, item_line in zip(items, items.lines, strict=True):
                value = _check(key, item, item_line, file, problems)
                if value is not None:
                    records[key].append(Record(value, file, item_line, item))


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


def _check(key: str, item: Any, line: int, file: str, problems: list[Problem]) -> Any:
    if key == "synonyms":
        return _check_synonyms(item, line, file, problems)
    if not isinstance(item, YamlMap):
        problems.append(Problem(file, line, f"an entry of '{key}' that is not a mapping", "write it as 'key: value'"))
        return None
    try:
        return (LessonRecord if key == KEY else RECORDS[key]).model_validate(item)
    except ValidationError as error:
        problems += schema_problems(error.errors(include_url=False), item, line, file)
        return None


def _check_synonyms(item: Any, line: int, file: str, problems: list[Problem]) -> tuple[str, ...] | None:
    if not isinstance(item, list) or not all(isinstance(word, str) and word.strip() for word in item):
        problems.append(Problem(file, line, "a synonym group that is not a list of words", "write [word, word]"))
        return None
    if len(item) < 2:
        problems.append(Problem(file, line, "a synonym group of one word", "add another word or remove it"))
        return None
    return tuple(item)
