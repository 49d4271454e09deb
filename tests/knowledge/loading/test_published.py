"""What editors published: read back byte for byte, and in the place of a curated fact only as long as that stands."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.errors import FactBaseError
from knowledge.loading.files import take_snapshot
from knowledge.loading.loader import load, load_records
from knowledge.loading.nodes import read_yaml
from knowledge.loading.published import DeskFile, desk_file, version_of
from knowledge.loading.schema import FactRecord

TOLL = "north-bridge-toll"
NEW = {
    "id": "painted",
    "question": "Who painted the lighthouse?",
    "answer": "Nobody: it is bare stone.",
    "citations": [{"source": "gazette-2024-03-01"}],
}
EDITED = {**NEW, "id": TOLL, "question": "How much is the toll on North Bridge?", "answer": "Cars pay 5 dollars."}
BY = {"by": ["ed"], "on": "2024-03-02"}
ODD = [
    "a: b #c \"d\" 'e' | > & * ! % @ ` - ? {x} [y]",
    "first line\nsecond: line\n\n  # no comment\n- nothing",
    "🌉 über 50 % — “quoted”\u2028\u202e\x85",
    "| text that begins like a block",
    "x" * 1500,
    "no",
    "2016",
    "*alias &anchor !tag",
    "\\n \\U0001F309 \\",
    "---",
    "<<<<<<< HEAD",
    "\ttab",
]


def publish(folder: Path, *facts: dict[str, Any], **entries: Any) -> None:
    (folder / "desk.yaml").write_bytes(DeskFile(facts=facts, published=entries).content())


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(FactBaseError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def curated(folder: Path, name: str) -> FactRecord:
    records = load_records(take_snapshot(folder))
    found: FactRecord = next(record.value for record in records["facts"] if record.value.id == name)
    return found


def read(content: bytes) -> Any:
    value, problems = read_yaml(content.decode(), "desk.yaml")
    assert problems == []
    return value


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
@example(ODD[0])
@example(ODD[1])
@example(ODD[2])
def test_any_text_in_any_field_is_read_back_as_it_was(text: str) -> None:
    fact = {
        "id": "x", "question": text, "phrasings": [text, text], "not": [text], "answer": text, "happened": text,
        "citations": [{"source": text, "via": text}], "positions": [{"by": text, "says": text}],
        "corrections": [{"on": text, "note": text}],
    }  # fmt: skip
    source = {"id": "s", "publisher": text, "title": text, "published": text, "url": text}
    published = {"x": {"by": [text], "on": text}}

    value = read(DeskFile(sources=(source,), facts=(fact,), published=published).content())

    assert value == {"sources": [source], "facts": [fact], "published": published}


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_an_odd_answer_is_served_as_it_was_typed(base_folder: Path, text: str) -> None:
    publish(base_folder, {**NEW, "answer": text}, painted=BY)

    assert next(fact for fact in load(base_folder).facts if fact.id == "painted").answer == text.strip()


def test_what_is_published_stands_beside_the_curated_facts(base_folder: Path) -> None:
    publish(base_folder, NEW, painted=BY)

    base = load(base_folder)

    assert next(fact.id for fact in base.facts) == "painted"
    assert base.locations["painted"].file == "base/desk.yaml"


def test_a_fact_takes_the_place_of_a_curated_one_as_long_as_that_stands(base_folder: Path) -> None:
    was = version_of(curated(base_folder, TOLL))
    publish(base_folder, EDITED, **{TOLL: {**BY, "replaces": was}})

    (toll,) = [fact for fact in load(base_folder).facts if fact.id == TOLL]
    assert toll.answer == "Cars pay 5 dollars."

    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Cars pay 4", "Cars pay 6"), "utf-8")

    assert problems_of(base_folder) == [
        f"base/facts.yaml:3: '{TOLL}' has changed since base/desk.yaml:4 took its place; delete one of the two, when "
        "what is right in both stands in the other"
    ]


def test_comments_and_form_of_the_curated_fact_may_change(base_folder: Path) -> None:
    publish(base_folder, EDITED, **{TOLL: {**BY, "replaces": version_of(curated(base_folder, TOLL))}})
    facts = base_folder / "facts.yaml"
    text = facts.read_text("utf-8").replace("    status: confirmed", '    status: "confirmed"  # asked the council', 1)

    facts.write_text(text, "utf-8")

    assert "5 dollars" in next(fact for fact in load(base_folder).facts if fact.id == TOLL).answer


def test_what_the_curated_files_have_taken_over_is_theirs(base_folder: Path) -> None:
    publish(base_folder, NEW, painted=BY)
    (base_folder / "more.yaml").write_bytes(DeskFile(facts=(NEW,), published={}).content())

    base = load(base_folder)
    records = load_records(take_snapshot(base_folder))

    assert base.locations["painted"].file == "base/more.yaml"
    assert desk_file(records, "base/desk.yaml") == DeskFile(published={})


def test_without_a_word_nothing_takes_the_place_of_a_curated_fact(base_folder: Path) -> None:
    publish(base_folder, EDITED, **{TOLL: BY})

    assert any(f"id '{TOLL}' is already used" in problem for problem in problems_of(base_folder))


def test_a_fact_that_replaces_nothing_is_a_problem(base_folder: Path) -> None:
    publish(base_folder, NEW, painted={**BY, "replaces": "0123456789ab"})

    assert problems_of(base_folder) == [
        "base/desk.yaml:10: 'painted' takes the place of one of the facts that no other file has any more; delete it "
        "here too, or take out the line 'replaces: ...' to keep it"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("synonyms: []\n", "base/desk.yaml:1: 'synonyms' stands in desk.yaml; move it to another file"),
        ("published: [x]\n", "base/desk.yaml:1: 'published' says of no fact who published it; delete it"),
        ("published: {x: ed}\n", "base/desk.yaml:1: an entry of 'published' that is not a mapping"),
        ("published: {x: {by: [ed], on: 2024-02-30}}\n", "base/desk.yaml:1: on is '2024-02-30', which is no day"),
    ],
)
def test_what_does_not_belong_there_is_a_problem(base_folder: Path, text: str, problem: str) -> None:
    (base_folder / "desk.yaml").write_text(text, "utf-8")

    assert any(one.startswith(problem) for one in problems_of(base_folder))


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        pytest.param("source", {"publisher": "Herald", "title": "The pier", "published": "2024"}, id="source"),
        pytest.param("entity", {"name": "Zoe Quill", "kind": "person"}, id="entity"),
    ],
)
def test_an_edit_that_replaces_nothing_is_a_problem(base_folder: Path, kind: str, entry: dict[str, str]) -> None:
    name, edited = {"source": "sources", "entity": "entities"}[kind], {"kind": kind, "id": "new", **BY}
    desk = DeskFile(published={}, edited=({**edited, "replaces": "0123456789ab"},), **{name: ({"id": "new", **entry},)})
    (base_folder / "desk.yaml").write_bytes(desk.content())

    (problem,) = problems_of(base_folder)

    assert f"'new' takes the place of one of the {name} that no other file has any more" in problem
    assert "delete it here too, or delete its entry under 'edited' to keep it" in problem


def test_edits_that_are_no_list_are_a_problem(base_folder: Path) -> None:
    (base_folder / "desk.yaml").write_text("edited: all\n", "utf-8")

    assert problems_of(base_folder) == ["base/desk.yaml:1: 'edited' is not a list; delete it; the bot writes it again"]


def test_an_edit_of_nothing_known_is_a_problem(base_folder: Path) -> None:
    text = 'edited:\n  - kind: fact\n    id: toll\n    by: [ed]\n    on: 2024-03-02\n    replaces: "0123456789ab"\n'
    (base_folder / "desk.yaml").write_text(text, "utf-8")

    (problem,) = problems_of(base_folder)

    assert problem.startswith("base/desk.yaml:2: ")
    assert "source" in problem
