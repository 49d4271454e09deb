"""Every example of the format in docs/editing.md loads, beside the first one or in the place of a part of it."""

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from knowledge.loading.loader import load

TEXT = (Path(__file__).parents[1] / "docs" / "editing.md").read_text("utf-8")
# What the bot writes by itself stands in files of its own, and is held by their tests.
EXAMPLES = [
    yaml.load(re.sub(r"(?m)^\s*\.\.\.$", "", dedent(block)), yaml.BaseLoader)  # noqa: S506  it makes texts of all values
    for block in re.findall(r"(?ms)^```yaml\n(.*?)^```", TEXT)
    if not re.search(r"(?m)^(published|learned):", block)
]
FIRST: dict[str, Any] = EXAMPLES[0]
# Whom an office serves needs an entry of its own.
NORTHFIELD = {"id": "northfield", "name": "Northfield", "kind": "place"}


class Quoting(yaml.SafeDumper):
    """Writes what stands twice twice: the loader takes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def with_example(example: dict[str, Any]) -> dict[str, Any]:
    """Return the first example with another in it: an entry of one id is one entry, a part of a fact is the first's."""
    lists = ("sources", "entities", "facts")
    if example.keys() <= {"citations", "corrections"}:
        example = {"facts": [{"id": FIRST["facts"][0]["id"], **example}]}
    merged: dict[str, Any] = {**FIRST, **example}
    for name in lists:
        entries: dict[str, Any] = {}
        for entry in (*FIRST.get(name, ()), *example.get(name, ()), *([NORTHFIELD] if name == "entities" else ())):
            entries[entry["id"]] = entries.get(entry["id"], {}) | entry
        merged[name] = list(entries.values())
    return merged


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: "-".join(example))
def test_an_example_loads(example: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text(yaml.dump(with_example(example), Dumper=Quoting, default_style='"'), "utf-8")

    assert load(tmp_path).facts


def test_the_examples_show_every_key_of_a_citation_and_what_else_the_record_knows() -> None:
    for key in (
        "quote",
        "where",
        "archive",
        "accessed",
        "review_after",
        "review_by",
        "retracted",
        "publish_at",
        "draft",
    ):
        assert re.search(rf"(?m)^\s*{key}: ", TEXT), key
    assert "audience: everyone" in TEXT
