"""What a whole folder loads as, and every problem of all its files in one pass."""

import pytest

from knowledge.errors import Problem
from knowledge.loading.files import bundled_folder
from knowledge.loading.loader import load
from tests.knowledge.loading.support import FACTS, SOURCES, WriteBase, problems_of

ALL_LISTS = "sources, entities, synonyms, facts"
EMPTY = ("the file is empty", "add facts or delete the file")
NOT_UTF_8 = ("not UTF-8 text", "save the file as UTF-8")
NOT_MAPPING = ("not a mapping", f"start the file with one of {ALL_LISTS} and a colon")
NO_GROUP = ("a synonym group that is not a list of words", "write [word, word]")


@pytest.mark.parametrize(
    ("content", "line", "what", "remedy"),
    [
        pytest.param("", 0, *EMPTY, id="empty-file"),
        pytest.param("# tolls\n# to be written\n", 0, *EMPTY, id="comments-only"),
        pytest.param("---\n", 0, *EMPTY, id="document-mark-only"),
        pytest.param("[]\n", 0, *EMPTY, id="empty-list"),
        pytest.param("# toll\n# tölls\n".encode("latin-1"), 2, *NOT_UTF_8, id="latin-1"),
        pytest.param(SOURCES.encode("utf-16"), 1, *NOT_UTF_8, id="utf-16"),
        pytest.param("the toll is 4 dollars\n", 1, *NOT_MAPPING, id="prose"),
        pytest.param("- id: toll\n", 1, *NOT_MAPPING, id="list-at-the-top"),
        pytest.param("# tolls\nfact: []\n", 2, "unknown key 'fact'", "did you mean 'facts'?", id="unknown-list"),
        pytest.param("tolls: []\n", 1, "unknown key 'tolls'", f"remove it or use one of {ALL_LISTS}",
                     id="list-like-none"),
        pytest.param("synonyms: []\nentities: tolls\n", 2, "'entities' is not a list",
                     "begin each entry with '- '", id="list-is-text"),
        pytest.param("facts:\n", 1, "'facts' is not a list", "begin each entry with '- '",
                     id="list-is-nothing"),
        pytest.param("facts:\n  toll: {id: toll}\n", 1, "'facts' is not a list",
                     "begin each entry with '- '", id="list-is-a-mapping"),
        pytest.param("facts:\n  - toll\n", 2, "an entry of 'facts' that is not a mapping",
                     "write it as 'key: value'", id="entry-is-text"),
        pytest.param("sources:\n  - [id, toll]\n", 2,
                     "an entry of 'sources' that is not a mapping", "write it as 'key: value'", id="entry-is-a-list"),
        pytest.param("synonyms:\n  - [toll, fee]\n  - toll, charge\n", 3, *NO_GROUP,
                     id="synonyms-as-text"),
        pytest.param("synonyms:\n  - {toll: fee}\n", 2, *NO_GROUP, id="synonyms-as-mapping"),
        pytest.param("synonyms:\n  - [toll, ' ']\n", 2, *NO_GROUP, id="synonym-without-letters"),
        pytest.param("synonyms:\n  - [toll, [fee]]\n", 2, *NO_GROUP, id="synonyms-nested"),
        pytest.param("synonyms:\n  - [toll]\n", 2, "a synonym group of one word",
                     "add another word or remove it", id="synonym-alone"),
        pytest.param("synonyms:\n  - [toll, fee]\n---\nfacts: []\n", 3,
                     "a second document starts ('---')", "put it into a file of its own", id="second-document"),
        pytest.param("synonyms: [[toll, fee]\n", 1, "a [ that is not closed",
                     "close it, or, if a text begins with it, put the text in quotes", id="broken-yaml"),
    ],
)  # fmt: skip
def test_file_is_refused_with_place_and_remedy(
    write_base: WriteBase, content: str | bytes, line: int, what: str, remedy: str
) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    (folder / "x.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())

    problems = problems_of(folder)

    assert problems == [Problem("base/x.yaml", line, what, remedy)]


def test_folder_without_facts_is_refused(write_base: WriteBase) -> None:
    problems = problems_of(write_base(sources=SOURCES))

    assert problems == [Problem("base", 0, "no facts in this folder", "add a *.yaml file with a 'facts:' list")]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf" + FACTS.encode(), id="byte-order-mark"),
        pytest.param(FACTS.replace("\n", "\r\n").encode(), id="windows-line-ends"),
        pytest.param(b"\xef\xbb\xbf" + FACTS.replace("\n", "\r\n").encode(), id="both"),
        pytest.param(FACTS.rstrip("\n").encode(), id="no-line-end-at-the-end"),
    ],
)
def test_what_editors_programs_write_is_read(write_base: WriteBase, content: bytes) -> None:
    folder = write_base(sources=SOURCES)
    (folder / "facts.yaml").write_bytes(content)

    base = load(folder)

    assert [fact.answer for fact in base.facts] == ["Cars pay 4 dollars."]


def test_windows_line_ends_do_not_shift_the_lines(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES)
    (folder / "facts.yaml").write_bytes(f"{FACTS}    awnser: 4\n".replace("\n", "\r\n").encode())

    problems = problems_of(folder)

    assert [(problem.line, problem.what) for problem in problems] == [(6, "unknown key 'awnser'")]


def test_problems_of_all_files_and_steps_come_in_one_pass(write_base: WriteBase) -> None:
    folder = write_base(
        a="sources:\n  - {id: gazette, publisher: P, title: T, published: never}\n",
        b="entities: [\n",
        c=FACTS + "    awnser: 4\n",
        d=FACTS.replace("toll", "ferry") + "    related: [ferry]\n",
        e=FACTS.replace("id: toll", "id: fee").replace("How much is the toll", "How much is the ferry"),
    )
    (folder / "f.yml").write_text("", encoding="utf-8")

    problems = problems_of(folder)

    assert [(problem.file, problem.line) for problem in problems] == [
        ("base/a.yaml", 2),
        ("base/b.yaml", 2),
        ("base/c.yaml", 6),
        ("base/e.yaml", 3),
        ("base/f.yml", 0),
    ]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"sources: [\n", id="broken"),
        pytest.param(b"sources: \xff\n", id="not-utf-8"),
        pytest.param(b"# nothing yet\n", id="empty"),
        pytest.param(b"just words\n", id="not-a-mapping"),
    ],
)
def test_ids_of_an_unreadable_file_are_not_unknown_elsewhere(write_base: WriteBase, content: bytes) -> None:
    folder = write_base(facts=FACTS)
    (folder / "sources.yaml").write_bytes(content)

    problems = problems_of(folder)

    assert [problem.file for problem in problems] == ["base/sources.yaml"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"synonyms: []\n---\n{SOURCES}", id="second-document"),
        pytest.param(f"synonyms: [{'[' * 12}{']' * 12}]\n{SOURCES}", id="nested-too-deep"),
        pytest.param(f"{SOURCES}sources: []\n", id="list-twice"),
        pytest.param("sources:\n  gazette: {publisher: P, title: T, published: 2024}\n", id="list-is-a-mapping"),
        pytest.param(SOURCES.replace("sources", "source"), id="list-misspelt"),
    ],
)  # fmt: skip
def test_ids_that_a_form_fault_hides_are_not_unknown_elsewhere(write_base: WriteBase, content: str) -> None:
    folder = write_base(facts=FACTS, sources=content)

    problems = problems_of(folder)

    assert {problem.file for problem in problems} == {"base/sources.yaml"}


def test_nothing_else_is_hidden_by_an_unreadable_file(write_base: WriteBase) -> None:
    folder = write_base(facts=f"{FACTS}    awnser: 4\n", sources="a: [")

    problems = problems_of(folder)

    assert [problem.file for problem in problems] == ["base/facts.yaml", "base/sources.yaml"]


def test_ten_thousand_facts_in_one_file_load(write_base: WriteBase) -> None:
    fact = FACTS.removeprefix("facts:\n")
    every = "".join(fact.replace("toll", f"toll-{at}", 1).replace("toll?", f"toll {at}?") for at in range(10_000))
    folder = write_base(sources=SOURCES)
    (folder / "facts.yaml").write_text(f"facts:\n{every}", encoding="utf-8")

    base = load(folder)

    assert len(base.facts) == 10_000
    assert base.facts[-1].question == "How much is the toll 9999?"


def test_progress_is_told_file_by_file(write_base: WriteBase) -> None:
    told: list[tuple[str, int, int]] = []

    load(write_base(sources=SOURCES, facts=FACTS), lambda *step: told.append(step))

    assert told == [("reading", 0, 2), ("reading", 1, 2)]


def test_shipped_facts_load() -> None:
    base = load(bundled_folder())

    assert base.facts
