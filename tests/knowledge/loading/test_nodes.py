from collections.abc import Iterator
from textwrap import dedent

import pytest
import yaml

from knowledge.errors import Problem
from knowledge.loading.nodes import DEPTH_LIMIT, TWICE, YamlList, YamlMap, read_yaml
from knowledge.loading.syntax import IN_QUOTES

FILE = "base/tolls.yaml"
NO_TAG = f"remove it, or, if it is text, {IN_QUOTES}: every value is text"
INVISIBLE = ("a control character that YAML does not allow", "delete the invisible character")

BOMB = """\
a: &a [lol, lol]
b: &b [*a, *a]
c: [*b, *b]
"""


def anchor(name: str) -> tuple[str, str]:
    return f"'&{name}' at the beginning is taken for an anchor, not for text", f"{IN_QUOTES}, or remove it"


def alias(name: str) -> tuple[str, str]:
    what = f"'*{name}' at the beginning is taken for an alias, not for text"
    return what, f"{IN_QUOTES}; what is to stand twice is written out twice"


def refused(line: int, what: str, remedy: str) -> Problem:
    return Problem(FILE, line, what, remedy)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("No", id="no"),
        pytest.param("yes", id="yes"),
        pytest.param("null", id="null"),
        pytest.param("~", id="tilde"),
        pytest.param("2016", id="year"),
        pytest.param("2016-12-29", id="date"),
        pytest.param("1e3", id="float"),
        pytest.param("0x1F", id="hexadecimal"),
        pytest.param("12:30:45", id="sexagesimal"),
        pytest.param(".inf", id="infinity"),
    ],
)
def test_plain_scalar_stays_text(written: str) -> None:
    value, problems = read_yaml(f"key: {written}\n", FILE)

    assert value == {"key": written}
    assert problems == []


def test_value_without_text_is_empty_text() -> None:
    value, problems = read_yaml("key:\n", FILE)

    assert value == {"key": ""}
    assert problems == []


def test_flow_block_and_folded_styles_give_the_same_text() -> None:
    text = dedent(
        """\
        plain: two words
        quoted: "two words"
        folded: >-
          two
          words
        flow: [two words]
        """
    )

    value, problems = read_yaml(text, FILE)

    assert value == {"plain": "two words", "quoted": "two words", "folded": "two words", "flow": ["two words"]}
    assert problems == []


def test_values_know_their_lines() -> None:
    text = "# toll\nfacts:\n  - id: toll\n    answer: |\n      4\n      dollars\n    status: denied\n  - id: ferry\n"

    value, _ = read_yaml(text, FILE)

    facts = value["facts"]
    assert isinstance(value, YamlMap)
    assert isinstance(facts, YamlList)
    assert value.lines == {"facts": 2}
    assert facts.lines == [3, 8]
    assert facts[0].lines == {"id": 3, "answer": 4, "status": 7}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("# a comment\n\n# another\n", id="comments"),
        pytest.param("\n \n", id="blank-lines"),
    ],
)
def test_text_without_content_is_none(text: str) -> None:
    value, problems = read_yaml(text, FILE)

    assert value is None
    assert problems == []


def test_quotes_alone_are_no_tag() -> None:
    value, problems = read_yaml("key: '!important'\n", FILE)

    assert value == {"key": "!important"}
    assert problems == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "id: toll\nanswer: a\nanswer: b\n",
            [refused(3, "key 'answer' stands twice in the same entry, first on line 2", TWICE)],
            id="duplicate-key",
        ),
        pytest.param(
            "a: 1\na: 2\na: 3\n",
            [
                refused(2, "key 'a' stands twice in the same entry, first on line 1", TWICE),
                refused(3, "key 'a' stands twice in the same entry, first on line 1", TWICE),
            ],
            id="key-three-times",
        ),
        pytest.param(
            "outer:\n  - {a: 1, 'a': 2}\n",
            [refused(2, "key 'a' stands twice in the same entry, first on line 2", TWICE)],
            id="duplicate-key-in-flow",
        ),
        pytest.param(
            "a: &x one\nb: *x\n",
            [refused(1, *anchor("x")), refused(2, *alias("x"))],
            id="alias",
        ),
        pytest.param(
            BOMB,
            [
                refused(line, *fault)
                for line, fault in (
                    (1, anchor("a")), (2, anchor("b")), *[(2, alias("a"))] * 2, *[(3, alias("b"))] * 2,
                )
            ],
            id="alias-bomb",
        ),
        pytest.param(
            "a: 1\nb: " + "[" * 12 + "]" * 12 + "\n",
            [refused(2, "nested more than 12 deep", "follow the format in docs/editing.md")],
            id="nested-lists",
        ),
        pytest.param(
            "".join("  " * depth + "a:\n" for depth in range(DEPTH_LIMIT + 1)),
            [refused(13, "nested more than 12 deep", "follow the format in docs/editing.md")],
            id="nested-mappings",
        ),
        pytest.param(
            "a: 1\nb: !!python/object/apply:os.system [ls]\n",
            [
                refused(
                    2, "a tag ('tag:yaml.org,2002:python/object/apply:os.system')", NO_TAG
                )
            ],
            id="tag-on-list",
        ),
        pytest.param("a: !!int 3\n", [refused(1, "a tag ('tag:yaml.org,2002:int')", NO_TAG)],
                     id="tag-on-scalar"),
        pytest.param("a: !toll {b: c}\n", [refused(1, "a tag ('!toll')", NO_TAG)],
                     id="tag-on-mapping"),
        pytest.param(
            "a: 1\n---\nb: 2\n",
            [refused(2, "a second document starts ('---')", "put it into a file of its own")],
            id="second-document",
        ),
        pytest.param(
            "a: 1\n? [b, c]\n: d\n",
            [refused(2, "a key that is itself a list or mapping", "write a plain word as key")],
            id="key-is-a-list",
        ),
        pytest.param(
            "? {b: c}\n: d\n",
            [refused(1, "a key that is itself a list or mapping", "write a plain word as key")],
            id="key-is-a-mapping",
        ),
        pytest.param("a:\n  b: 1\n\tc: 2\n", [refused(3, "a tab in the indentation", "indent with spaces")],
                     id="tab"),
        pytest.param("a: 1\nb: to\x07ll\n", [refused(2, *INVISIBLE)], id="bell"),
        pytest.param("a: 1\n\n\x00", [refused(3, *INVISIBLE)], id="null-character"),
    ],
)  # fmt: skip
def test_form_is_refused_with_place_and_remedy(text: str, expected: list[Problem]) -> None:
    _, problems = read_yaml(text, FILE)

    assert problems == expected


def test_control_character_after_accents_is_placed_on_its_line() -> None:
    text = "# " + "é" * 40 + "\na: b\x07\n" + "\n" * 40

    _, problems = read_yaml(text, FILE)

    assert problems == [refused(2, *INVISIBLE)]


ESCAPED_TAGS = [pytest.param("!%C0%80", id="overlong"), pytest.param("!%ED%A0%80", id="surrogate")]


@pytest.mark.parametrize("tag", ESCAPED_TAGS)
def test_tag_of_escaped_bytes_is_a_problem(tag: str) -> None:
    _, problems = read_yaml(f"b: {tag} c\n", FILE)

    assert problems == [refused(1, "broken YAML: a tag that is no text", "remove the tag")]


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="the decoder's fault carries no line, so line 1 is named")
@pytest.mark.parametrize("tag", ESCAPED_TAGS)
def test_tag_of_escaped_bytes_is_placed_on_its_line(tag: str) -> None:
    _, problems = read_yaml(f"a: 1\nb: {tag} c\n", FILE)

    assert [problem.line for problem in problems] == [2]


def test_lists_as_deep_as_the_limit_are_read() -> None:
    value, problems = read_yaml("[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT, FILE)

    assert value is not None
    assert problems == []


TOO_DEEP = refused(2, "nested more than 12 deep", "follow the format in docs/editing.md")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "], ids=["lists", "maps", "items", "keys"])
def test_a_million_openings_are_refused_without_a_crash(opening: str) -> None:
    _, problems = read_yaml("---\n" + opening * 1_000_000, FILE)

    assert problems[-1] == TOO_DEEP


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "], ids=["lists", "maps", "items"])
def test_a_parser_without_a_limit_of_its_own_refuses_depth_in_the_same_words(
    opening: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.loading.nodes._LOADER", yaml.SafeLoader)

    _, problems = read_yaml("---\n" + opening * 2_000, FILE)

    assert problems == [TOO_DEEP]


def test_a_parser_that_meets_its_own_limit_first_refuses_depth_in_the_same_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def limited(text: str, **_: object) -> Iterator[yaml.Event]:
        mark = yaml.Mark(FILE, 0, 1, 1_001, text, 0)
        raise yaml.scanner.ScannerError("while increasing flow level", mark, "exceeded maximum nesting depth", mark)

    monkeypatch.setattr("knowledge.loading.nodes.yaml.parse", limited)

    assert read_yaml("---\n[[", FILE)[1] == [TOO_DEEP]


def test_faults_of_form_come_in_one_pass() -> None:
    _, problems = read_yaml("a: !x 1\na: 2\nb: &y 3\nc: *y\n", FILE)

    assert [problem.line for problem in problems] == [1, 2, 3, 4]
