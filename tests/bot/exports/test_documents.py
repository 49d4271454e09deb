"""Files of the facts: what each kind holds, and that none takes the place of anything else."""

import errno
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from bot.api.description import description
from bot.api.replies import listed_json
from bot.config import Config
from bot.exports.documents import KINDS, ExportError, Kind, write_document
from knowledge.decision.matcher import Matcher

TODAY = date(2024, 3, 2)

BY_NAME = {kind.name: kind for kind in KINDS}
OURS = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def fact_schema() -> jsonschema_rs.Validator:
    document: dict[str, Any] = {"$ref": "#/components/schemas/Fact", "components": description()["components"]}
    return jsonschema_rs.validator_for(document)


def test_json_lines_are_facts_as_the_api_has_them(full: Matcher) -> None:
    rows = [json.loads(line) for line in BY_NAME["JSONL"].make(full, Config(), TODAY).splitlines()]

    assert rows == [listed_json(fact, full, TODAY) for fact in full.base.facts]
    for row in rows:
        fact_schema().validate(row)
        with pytest.raises(jsonschema_rs.ValidationError):
            fact_schema().validate(row | {"more_yet": 1})


@OURS
def test_a_file_begins_as_its_kind_does_and_may_be_written_anew(kind: Kind, full: Matcher, tmp_path: Path) -> None:
    text, path = kind.make(full, Config(), TODAY), tmp_path / "facts"

    for _ in range(2):
        write_document(path, kind, text)

    assert path.read_text("utf-8") == text
    assert text.encode().startswith(kind.begins)
    assert [one.name for one in tmp_path.iterdir()] == ["facts"]


@OURS
def test_nobodys_work_is_written_over(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("facts:\n", "utf-8")

    with pytest.raises(ExportError, match=r"facts.yaml: is there already, and no .* export; name another file"):
        write_document(path, kind, "new")

    assert path.read_text("utf-8") == "facts:\n"


def test_an_empty_file_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "new").touch()

    write_document(tmp_path / "new", KINDS[0], "new")

    assert (tmp_path / "new").read_text("utf-8") == "new"


def test_a_folder_a_device_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(ExportError, match="is no file; name a file, or - for standard output"):
            write_document(place, KINDS[0], "new")
    with pytest.raises(ExportError, match="has no folder to stand in; make the folder first"):
        write_document(tmp_path / "nowhere" / "facts", KINDS[0], "new")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "No space left"), (errno.EACCES, "Permission denied")])
def test_a_full_disk_and_missing_rights_leave_what_was_there(
    number: int, said: str, full: Matcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, path = BY_NAME["JSONL"], tmp_path / "facts.jsonl"
    before = kind.make(full, Config(), TODAY)
    write_document(path, kind, before)

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("knowledge.loading.files.os.fsync", refuse)
    with pytest.raises(ExportError, match=rf"facts.jsonl: cannot be written \({said}.*\); name another place"):
        write_document(path, kind, "new")

    assert path.read_text("utf-8") == before
    assert [one.name for one in tmp_path.iterdir()] == ["facts.jsonl"]
