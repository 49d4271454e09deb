import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from tests.bot.cli.support import (
    Run,
)


def plain(folder: Path) -> list[Any]:
    return [yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in sorted(folder.glob("*.yaml"))]  # noqa: S506


def test_schema_names_its_draft_and_what_a_file_may_have(run: Run) -> None:
    result = run("schema")

    schema = json.loads(result.stdout)
    assert result.exit_code == 0
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == {"sources", "entities", "synonyms", "facts", "review_after"}
    assert schema["additionalProperties"] is False
    fact = schema["$defs"]["FactRecord"]
    assert set(fact["required"]) == {"id", "question", "answer", "citations"}
    assert "not" in fact["properties"]
    assert set(schema["$defs"]["SourceRecord"]["required"]) == {"id", "publisher", "title", "published"}


def test_schema_accepts_a_base_that_loads(run: Run, town_folder: Path) -> None:
    validator = jsonschema_rs.validator_for(json.loads(run("schema").stdout))

    faults = [fault.message for file in plain(town_folder) for fault in validator.iter_errors(file)]

    assert faults == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param({"awnser": "Four."}, "awnser", id="unknown-key"),
        pytest.param({"status": "true"}, "true", id="unknown-status"),
        pytest.param({"id": "North Bridge"}, "North Bridge", id="id-with-a-space"),
        pytest.param({"answer": "a" * 1501}, "1500", id="long-answer"),
        pytest.param({"citations": []}, "[]", id="no-citation"),
    ],
)
def test_schema_refuses_what_the_loader_refuses(
    run: Run, town_folder: Path, change: dict[str, Any], fault: str
) -> None:
    validator = jsonschema_rs.validator_for(json.loads(run("schema").stdout))
    (base,) = [file for file in plain(town_folder) if "facts" in file]
    base["facts"][0] |= change

    faults = [one.message for one in validator.iter_errors(base)]

    assert len(faults) == 1
    assert fault in faults[0]
