"""YAML files -> FactBase, or every problem at once.

Files are read, then each record is checked by its schema, then the references between records: all faults of
all three steps come in one ``FactBaseError``, and nothing is ever half-loaded.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.errors import FactBaseError, Problem
from knowledge.faults import schema_problems
from knowledge.model import Citation, Correction, Entity, Fact, FactBase, Place, Position, Source
from knowledge.nodes import YamlList, YamlMap, read_yaml
from knowledge.references import reference_problems
from knowledge.schema import RECORDS, CitationRecord, EntityRecord, FactRecord, SourceRecord

FILE_LIMIT_BYTES = 16 * 1024 * 1024
LISTS = ("sources", "entities", "synonyms", "facts")

Progress = Callable[[str, int, int], None]


def no_progress(step: str, done: int, total: int) -> None:
    """Ignore progress: the default where nobody watches."""


@dataclass
class Record:
    """A checked record with the place it came from and, for problems, the YAML behind it."""

    value: Any
    file: str
    line: int
    yaml: Any


Records = dict[str, list[Record]]
Ids = dict[str, set[str]]


def bundled_folder() -> Path:
    """Return the folder of the fact base that comes with the package."""
    return Path(__file__).parent / "base"


def load(folder: Path, progress: Progress = no_progress) -> FactBase:
    """Load every ``*.yaml`` below ``folder``.

    Raises:
        FactBaseError: with every problem found; nothing is loaded then.
    """
    problems: list[Problem] = []
    records: Records = {name: [] for name in LISTS}
    known: Ids = {name: set() for name in LISTS}
    complete = True
    digest = hashlib.sha256()
    files = _find_files(folder, problems)
    for done, path in enumerate(files):
        progress("reading", done, len(files))
        content = _read(path, folder, problems)
        if content is None:
            complete = False
            continue
        _digest(digest, path, folder, content)
        faults = len(problems)
        root = _parse(content, _shown(folder, path), problems) or YamlMap(0)
        # After a fault of form a part of the file may be missing here.
        complete = complete and len(problems) == faults and all(isinstance(root.get(k), YamlList) for k in root)
        complete = complete and root.keys() <= set(LISTS)
        for key in LISTS:
            known[key] |= _ids(root, key)
        _collect(root, _shown(folder, path), records, problems)
    if not problems and not records["facts"]:
        problems.append(
            Problem(folder.resolve().name, 0, "no facts in this folder", "add a *.yaml file with a 'facts:' list")
        )
    problems += reference_problems(records, known, complete=complete)
    if problems:
        raise FactBaseError(tuple(sorted(set(problems))))
    return _build(records, digest.hexdigest()[:12])


def fingerprint(folder: Path) -> str:
    """Return the version that ``load`` would give the base, read but not parsed; "" where it cannot be read."""
    problems: list[Problem] = []
    digest = hashlib.sha256()
    for path in _find_files(folder, problems):
        _digest(digest, path, folder, _read(path, folder, problems) or b"")
    return "" if problems else digest.hexdigest()[:12]


def _digest(digest: "hashlib._Hash", path: Path, folder: Path, content: bytes) -> None:
    name = f"{path.relative_to(folder).as_posix()}\0{len(content)}\0"
    digest.update(name.encode("utf-8", "surrogateescape") + content)


def _shown(folder: Path, path: Path) -> str:
    shown = (Path(folder.resolve().name) / path.relative_to(folder)).as_posix()
    return shown.encode("utf-8", "replace").decode()


def _find_files(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        is_folder, exists = folder.is_dir(), folder.exists()
    except OSError:
        is_folder = exists = False
    if not is_folder:
        what = "is not a folder" if exists else "does not exist"
        problems.append(Problem(str(folder), 0, f"the fact base {what}", "name a folder with *.yaml files"))
        return []
    found = []
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if fault := _overlooked(path):
            problems.append(Problem(_shown(folder, path), 0, *fault))
        elif path.suffix == ".yaml":
            found.append(path)
    if not found and not problems:
        what = "no *.yaml file in this folder"
        problems.append(Problem(folder.resolve().name, 0, what, "add one, or name another folder"))
    return found


def _overlooked(path: Path) -> tuple[str, str] | None:
    if path.is_symlink() and path.is_dir():
        return "a link to a folder", "copy the folder's files here"
    if path.suffix != ".yaml" and path.suffix.lower() in (".yml", ".yaml"):
        return "a file that would be overlooked", "rename it: only names that end in .yaml are read"
    return None


def _read(path: Path, folder: Path, problems: list[Problem]) -> bytes | None:
    def fault(what: str, remedy: str) -> None:
        problems.append(Problem(_shown(folder, path), 0, what, remedy))

    try:
        is_inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        is_inside = False
    if not is_inside:
        fault("a link that leads out of the fact base", "copy the file into the folder")
        return None
    if not path.is_file():
        fault("not a regular file", "remove it or replace it with a text file")
        return None
    try:
        if path.stat().st_size <= FILE_LIMIT_BYTES:
            return path.read_bytes()
        fault(f"larger than {FILE_LIMIT_BYTES >> 20} MiB", "split it by topic")
    except OSError as error:
        fault(f"cannot be read ({error.strerror})", "check its permissions")
    return None


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


def _check(key: str, item: Any, line: int, file: str, problems: list[Problem]) -> Any:
    if key == "synonyms":
        return _check_synonyms(item, line, file, problems)
    if not isinstance(item, YamlMap):
        problems.append(Problem(file, line, f"an entry of '{key}' that is not a mapping", "write it as 'key: value'"))
        return None
    try:
        return RECORDS[key].model_validate(item)
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


def _build(records: Records, version: str) -> FactBase:
    sources = {r.value.id: _source(r.value) for r in records["sources"]}
    facts = tuple(_fact(r.value, sources) for r in records["facts"])
    entities = tuple(_entity(r.value) for r in records["entities"])
    synonyms = tuple(r.value for r in records["synonyms"])
    places = {r.value.id: _place(r) for r in records["facts"]}
    return FactBase(facts, sources, entities, synonyms, version, places)


def _place(record: Record) -> Place:
    def lines(key: str) -> tuple[int, ...]:
        return tuple(record.yaml[key].lines) if key in record.yaml else ()

    return Place(record.file, record.line, (record.yaml.lines["question"], *lines("phrasings")), lines("not"))


def _fields(record: BaseModel) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).model_fields}


def _source(record: SourceRecord) -> Source:
    return Source(**_fields(record))


def _entity(record: EntityRecord) -> Entity:
    return Entity(**_fields(record))


def _citation(record: CitationRecord) -> Citation:
    return Citation(**_fields(record))


def _fact(record: FactRecord, sources: dict[str, Source]) -> Fact:
    fields = _fields(record)
    fields["citations"] = tuple(_citation(c) for c in record.citations)
    fields["positions"] = tuple(Position(**_fields(p)) for p in record.positions)
    fields["corrections"] = tuple(Correction(**_fields(c)) for c in record.corrections)
    if record.as_of is None:
        newest = max(sources[c.source].published for c in record.citations)
        fields["as_of"] = date.fromisoformat((newest + "-01-01")[:10])
    return Fact(**fields)
