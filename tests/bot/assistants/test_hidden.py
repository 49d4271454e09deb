"""What everybody may not know goes to no assistant and into no file."""

import json
from pathlib import Path

import pytest

from bot.exports.documents import KINDS, Kind
from tests.bot.assistants.support import Raw
from tests.bot.cli.support import process

pytest.importorskip("knowledge.visibility", reason="what is hidden is not told apart yet")

STRANGE = "quaxvilbrin"
HIDDEN = f"""
sources:
  - {{id: {STRANGE}-source, publisher: Gazette, title: The {STRANGE}, published: 2024-03-01}}
facts:
  - id: {STRANGE}-draft
    question: Who owns the {STRANGE} barn?
    answer: Nobody owns the {STRANGE} barn.
    draft: yes
    citations: [{{source: {STRANGE}-source}}]
  - id: {STRANGE}-staff
    question: Who keeps the {STRANGE} keys?
    answer: Nobody keeps the {STRANGE} keys.
    audience: staff
    citations: [{{source: {STRANGE}-source}}]
  - id: {STRANGE}-embargo
    question: When does the {STRANGE} tower open?
    answer: The {STRANGE} tower opens in May.
    publish_at: 2999-01-01T06:00:00Z
    citations: [{{source: {STRANGE}-source}}]
"""


@pytest.fixture
def base_folder(base_folder: Path) -> Path:
    (base_folder / "hidden.yaml").write_text(HIDDEN, "utf-8")
    return base_folder


def test_no_assistant_hears_of_it(raw: Raw) -> None:
    for question in (f"Who owns the {STRANGE} barn?", f"When does the {STRANGE} tower open?"):
        reply = raw.call("ask", question=question)["structuredContent"]
        assert reply["outcome"] != "answer"
        assert STRANGE not in json.dumps(reply["suggestions"])
    for what in (raw.call("facts"), raw.call("sources"), raw.request("resources/list", {})):
        assert STRANGE not in json.dumps(what)
    for kind in ("draft", "staff", "embargo"):
        assert raw.call("fact", id=f"{STRANGE}-{kind}")["isError"]
        assert "error" in raw.request("resources/read", {"uri": f"factbot://facts/{STRANGE}-{kind}"})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_file_has_it(kind: Kind, base_folder: Path, config: Path) -> None:
    option = f"--{kind.name.lower()}"
    done = process("export", option, "-", "--facts", base_folder, "--config", config)

    assert done.returncode == 0
    assert "Cars pay 4 dollars" in done.stdout
    assert STRANGE not in done.stdout
