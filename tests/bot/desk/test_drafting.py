"""From a form to a file, checked as if it lay in the fact base."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.desk.drafting import Draft, stub_of
from knowledge.loading.loader import load

TODAY = date(2024, 3, 2)
QUESTION, ANSWER = "Who painted the lighthouse?", "Nobody: it is bare stone."


def stub(folder: Path, **more: Any) -> tuple[dict[str, Any], list[str], str]:
    draft = replace(Draft(question=QUESTION, answer=ANSWER, status="reported", source="gazette-2024-03-01"), **more)
    made = stub_of(draft, load(folder), folder, TODAY)
    return yaml.safe_load(made.text), [str(problem) for problem in made.problems], made.name


def test_the_ways_in_which_it_was_asked_are_phrasings(base_folder: Path) -> None:
    asked = ("who painted the lighthouse", "who was it painted by", "Who was it painted by?", "?!")

    content, problems, _ = stub(base_folder, phrasings=asked)

    assert problems == []
    assert content["facts"][0]["phrasings"] == ["Who was it painted by?"]


def test_a_known_source_is_cited_by_its_id(base_folder: Path) -> None:
    content, problems, name = stub(base_folder)

    assert (problems, name, list(content)) == ([], "who-painted-the-lighthouse.yaml", ["facts"])
    (fact,) = content["facts"]
    assert (fact["question"], fact["answer"], fact["as_of"]) == (QUESTION, ANSWER, TODAY)
    assert fact["citations"] == [{"source": "gazette-2024-03-01"}]


def test_a_known_address_is_a_known_source(base_folder: Path) -> None:
    content, problems, _ = stub(base_folder, source="https://gazette.example/bridge")

    assert problems == []
    assert content["facts"][0]["citations"] == [{"source": "gazette-2024-03-01"}]


@pytest.mark.parametrize("between", ["; ", "\n", " ;\n"])
def test_a_new_source_is_written_out(base_folder: Path, between: str) -> None:
    typed = between.join(("Herald", "The bare lighthouse", "2024-03", "https://herald.example/bare"))

    content, problems, _ = stub(base_folder, source=typed)

    assert problems == []
    assert content["sources"] == [
        {
            "id": "herald-2024-03",
            "publisher": "Herald",
            "title": "The bare lighthouse",
            "published": "2024-03",
            "url": "https://herald.example/bare",
        }
    ]


def test_what_is_missing_or_asked_already_is_told_with_its_place(base_folder: Path) -> None:
    _, problems, name = stub(base_folder, source="Herald", question="North Bridge toll", answer="x" * 1501)

    told = "\n".join(problems)
    assert "the entry has no 'title'; add a line 'title: ...'" in told
    assert "answer has 1501 characters, the limit is 1500" in told
    assert name == "north-bridge-toll-2.yaml"


def test_a_question_of_no_letters_still_makes_a_file(base_folder: Path) -> None:
    assert stub(base_folder, question="?!")[2] == "new.yaml"


def test_yaml_in_what_was_typed_stays_text(base_folder: Path) -> None:
    odd = "yes: [no, &x *x] # {1}\n- 2"

    content, problems, _ = stub(base_folder, answer=odd)

    assert problems == []
    assert content["facts"][0]["answer"] == odd
