"""The quotes of a base are held against the texts of its sources: found, missing with what is near, or left out."""

import os
from pathlib import Path

import pytest

from knowledge.errors import FactBaseError, Problem
from knowledge.service.quotes import TEXT_LIMIT_BYTES, Held, Unread, hold_quotes
from tests.conftest import WriteBase

SAID = "Cars pay “four dollars” on North Bridge,\nthe council said. Nobody else pays."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Return the folder of the sources' texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "gazette.txt").write_text(SAID, "utf-8")
    return folder


@pytest.fixture
def write_quoting(write_base: WriteBase) -> WriteBase:
    """Return a function that writes a base whose fact cites two sources with these quotes."""

    def write(gazette: str, herald: str = "") -> Path:
        second = f"\n              - {{source: herald, quote: {herald}}}" if herald else ""
        return write_base(
            all=f"""
            sources:
              - {{id: gazette, publisher: Gazette, title: The bridge, published: 2024-03-01}}
              - {{id: herald, publisher: Herald, title: The toll, published: 2024-03-01}}
            facts:
              - id: bridge-toll
                question: How much is the toll on the bridge?
                answer: Cars pay 4 dollars on the bridge.
                citations:
                  - source: gazette
                    quote: {gazette}{second}
            """.replace("\n              - {source: herald", "\n                  - {source: herald")
        )

    return write


def problems_of(base: Path, texts: Path) -> tuple[Problem, ...]:
    with pytest.raises(FactBaseError) as raised:
        hold_quotes(base, texts)
    return raised.value.problems


def test_a_quote_that_stands_in_its_source_is_found(write_quoting: WriteBase, texts: Path) -> None:
    base = write_quoting("\"Cars pay 'four dollars' on North Bridge, the council said\"")

    assert hold_quotes(base, texts) == Held(found=1)


def test_a_quote_that_does_not_is_a_problem_in_its_line_with_the_nearest(write_quoting: WriteBase, texts: Path) -> None:
    (problem,) = problems_of(write_quoting("Nobody at all pays"), texts)

    assert problem == Problem(
        "base/all.yaml",
        11,
        "the quote 'Nobody at all pays' is not in gazette.txt",
        "nearest there, line 2: 'Nobody else pays.'; quote it as it stands there",
    )


def test_what_nothing_is_like_and_what_stands_in_another_order_are_told_so(
    write_quoting: WriteBase, texts: Path
) -> None:
    (texts / "herald.md").write_text("The toll **stays**.", "utf-8")

    first, second = problems_of(write_quoting("Nobody else pays … four dollars", "Zigzagging quickly"), texts)

    assert "joins passages in another order than gazette.txt: 'four dollars'" in first.what
    assert second.remedy.startswith("nothing there is like it")


def test_a_source_without_a_text_is_told_once_and_is_no_problem(write_quoting: WriteBase, texts: Path) -> None:
    (texts / "hearld.txt").write_text("The toll stays.", "utf-8")

    held = hold_quotes(write_quoting("Nobody else pays", "The toll stays"), texts)

    assert held == Held(found=1, unread=[Unread("herald", 1, "hearld.txt")])


def test_markdown_and_a_text_beside_it_are_both_looked_into(write_quoting: WriteBase, texts: Path) -> None:
    (texts / "herald.md").write_text("The toll **stays**.", "utf-8")
    (texts / "gazette.md").write_text("An update: *all pay*.", "utf-8")

    assert hold_quotes(write_quoting("all pay", "The toll stays"), texts) == Held(found=2)


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"four\nfive \xff", 2, "not UTF-8 text"),
        ("four".encode("utf-16-le"), 1, "not UTF-8 text"),
        (b"x" * (TEXT_LIMIT_BYTES + 1), 0, "larger than 4 MiB"),
    ],
)
def test_a_text_that_is_none_is_a_problem(
    write_quoting: WriteBase, texts: Path, content: bytes, line: int, what: str
) -> None:
    (texts / "gazette.txt").write_bytes(content)

    (problem,) = problems_of(write_quoting("four"), texts)

    assert (problem.file, problem.line, problem.what) == (str(texts / "gazette.txt"), line, what)


def test_links_that_lead_nowhere_or_to_themselves_and_what_is_no_file_are_problems(
    write_quoting: WriteBase, texts: Path
) -> None:
    (texts / "gazette.txt").unlink()
    (texts / "gazette.txt").symlink_to("gazette.txt")
    (texts / "gazette.md").symlink_to("away")
    (texts / "herald.txt").mkdir()
    os.mkfifo(texts / "herald.md")

    problems = problems_of(write_quoting("four", "five"), texts)

    assert [problem.what for problem in problems] == [
        "cannot be read (No such file or directory)",
        "cannot be read (Too many levels of symbolic links)",
        "not a regular file",
        "not a regular file",
    ]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("away", "the folder of the sources does not exist"),
        ("texts/gazette.txt", "the folder of the sources is not a folder"),
        ("round", "cannot be read (Too many levels of symbolic links)"),
    ],
)
def test_a_folder_that_is_none_is_a_problem(
    write_quoting: WriteBase, texts: Path, tmp_path: Path, name: str, what: str
) -> None:
    (tmp_path / "round").symlink_to("round")

    (problem,) = problems_of(write_quoting("four"), tmp_path / name)

    assert (problem.file, problem.what) == (str(tmp_path / name), what)


def test_a_broken_base_is_told_as_ever(write_base: WriteBase, texts: Path) -> None:
    (problem,) = problems_of(write_base(all="facts: [{id: x}]\n"), texts)[:1]

    assert "base/all.yaml" in problem.file


def test_a_name_that_no_text_can_hold_stops_nothing(write_quoting: WriteBase, texts: Path) -> None:
    (texts / os.fsdecode(b"herald\xff.txt")).write_text("The toll stays.")

    held = hold_quotes(write_quoting("Nobody else pays", "The toll stays"), texts)

    assert [one.source for one in held.unread] == ["herald"]
    str(held.unread[0].meant).encode("utf-8")
