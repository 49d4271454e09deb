"""What editors write and YAML doesn't read as they mean it: each with place, cause and remedy."""

from pathlib import Path

import pytest

from knowledge.loading.files import bundled_folder
from knowledge.loading.nodes import read_yaml
from knowledge.loading.syntax import IN_QUOTES, WITHIN

ROOT = Path(__file__).parents[3]
A_COLON = ("a colon in a text", f"{IN_QUOTES}, or below 'answer: >-' on lines of its own")
NO_DASH = "an entry of a list without its dash"
LIKE_THE_REST = "begin it with '- ', or indent it like the lines that it belongs to"
GOES_ON = ("'two' goes on with the entry above it", "begin it with '- '; if it belongs there, write both on one line")
ENDS = "the text that begins with ' ends at the next ', and more follows"
DEEPER = "is indented deeper than the key above, so it goes on with the text there"
LIKE_THAT_KEY = f"indent it like that key, or, if it is text, {IN_QUOTES}"


def said(text: str) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.what, problem.remedy) for problem in read_yaml(text, "x.yaml")[1]]


def cut(comment: str) -> tuple[str, str]:
    what = f"the text ends before '{comment}', which is taken for a comment"
    return what, f"{IN_QUOTES}; before a comment leave two spaces, and one behind its #"


@pytest.mark.parametrize(
    ("text", "line", "comment"),
    [
        pytest.param("a: b\nanswer: The #1 station\n", 2, "#1 station", id="number"),
        pytest.param("answer: #1 station\n", 1, "#1 station", id="at-the-beginning"),
        pytest.param("answer: They met in room # 5 at noon\n", 1, "# 5 at noon", id="amid-words"),
        pytest.param("phrasings:\n  - what is #metoo\n", 2, "#metoo", id="in-a-list"),
        pytest.param("- {title: The #1 show}\n", 1, "#1 show}", id="in-braces"),
        pytest.param("a: [the #1 show, b]\n", 1, "#1 show, b]", id="in-brackets"),
        pytest.param("answer: The\n  #1 show\nb: c\n", 2, "#1 show", id="on-the-next-line"),
        pytest.param("answer: The\n  #1 show\n  goes on\nb: c\n", 2, "#1 show", id="amid-lines"),
        pytest.param("answer: The #1 show\n  goes on\n", 1, "#1 show", id="before-another-line"),
    ],
)
def test_a_comment_that_cuts_a_text_is_the_one_problem(text: str, line: int, comment: str) -> None:
    assert said(text) == [(line, *cut(comment))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("published: 2024-03-01                 # a year, month or day\n", id="set-apart"),
        pytest.param("as_of: 2024-03-01 # checked\n", id="behind-one-word"),
        pytest.param("publisher: Northfield Gazette  # main paper\n", id="two-spaces"),
        pytest.param("a: b\n# whole line\n#another: one\nc: d\n", id="whole-line"),
        pytest.param("a:\n  - one\n  #- two\n", id="entry-commented-out"),
        pytest.param("a: 'The #1 show' #comment\n", id="quoted"),
        pytest.param("a: >-\n  The #1 show\nb: |\n  #2\n", id="block"),
        pytest.param("a: C# and F#\nb: https://a.b/#c\n", id="within-a-word"),
        pytest.param("phrasings:        # likeliest first\n  - one\n", id="behind-a-key"),
    ],
)
def test_what_is_meant_as_a_comment_is_one(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "line", "what", "remedy"),
    [
        pytest.param("a: b\nanswer: He said: no comment\n", 2, *A_COLON, id="colon"),
        pytest.param("answer: He said:\n  no comment\n", 1, *A_COLON, id="colon-at-the-end"),
        pytest.param("answer: He said\n  this: no comment\n", 2, f"'this:' {DEEPER}", LIKE_THAT_KEY, id="colon-below"),
        pytest.param("- id: a\n    answer: b\n", 2, f"'answer:' {DEEPER}", LIKE_THAT_KEY, id="indented-too-deep"),
        pytest.param("- {says: he said: no, b: c}\n", 1, "a text with a colon, a comma or a quote of its own within {",
                     IN_QUOTES, id="colon-in-braces"),
        pytest.param("answer: 'It's fine'\nb: c\n", 1, ENDS, WITHIN["'"], id="apostrophe"),
        pytest.param("- 'Who's there'\n- two\n", 1, ENDS, WITHIN["'"], id="apostrophe-in-a-list"),
        pytest.param("a: ['It's', two]\n", 1, ENDS, WITHIN["'"], id="apostrophe-in-brackets"),
        pytest.param("a: b\nanswer: 'Tis the season\nc: what's up\nd: e\n", 2, f"{ENDS} on line 3", WITHIN["'"],
                     id="apostrophe-first-and-another-below"),
        pytest.param("a: b\nanswer: 'Tis the season\nc: d\n", 2, "a text that begins with ' and never ends",
                     "close it; " + WITHIN["'"], id="apostrophe-first"),
        pytest.param('- "Yes," he said\n- two\n', 1, ENDS.replace("'", '"'), WITHIN['"'], id="quotation-first"),
        pytest.param('a: "C:\\path"\n', 1, "a backslash in double quotes",
                     "double it, or put the text in single quotes", id="backslash"),
        pytest.param("p:\n  - one\n    two\n", 3, *GOES_ON, id="missing-dash-that-joins"),
        pytest.param("p:\n  - one\n  two\nb: c\n", 3, NO_DASH, "begin it with '- '", id="missing-dash"),
        pytest.param("facts:\n  - id: a\n    b: c\n  id: d\n", 4, NO_DASH, LIKE_THE_REST,
                     id="missing-dash-of-an-entry"),
        pytest.param("a: x\n- one\n", 2, "a dash where there is no list",
                     "write the list's key above it, or indent it like the others", id="dash-without-list"),
        pytest.param("a: b\nquestion:How much\nc: d\n", 2, "no space behind the colon", "write one", id="no-space"),
        pytest.param("answer: one\ntwo three\nb: c\n", 2, "a line that is neither 'key: value' nor an entry with '- '",
                     "indent it deeper than its key, if it goes on with the text above", id="wrapped-text"),
        pytest.param("a: [1, 2\nc: 3\n", 1, "a [ that is not closed",
                     f"close it, or, if a text begins with it, {IN_QUOTES}", id="open-bracket"),
        pytest.param("a: b\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> theirs\nc: 3\n", 2,
                     "a merge conflict that nobody has resolved (up to line 6)",
                     "keep one of the two versions and delete the lines with <<<<<<<, ======= and >>>>>>>",
                     id="merge-conflict"),
        pytest.param("title: &Tea and cake\n", 1, "'&Tea' at the beginning is taken for an anchor, not for text",
                     f"{IN_QUOTES}, or remove it", id="ampersand"),
        pytest.param("note: *Update the toll\n", 1, "'*Update' at the beginning is taken for an alias, not for text",
                     f"{IN_QUOTES}; what is to stand twice is written out twice", id="asterisk"),
    ],
)  # fmt: skip
def test_what_yaml_misreads_is_said_with_cause_and_remedy(text: str, line: int, what: str, remedy: str) -> None:
    assert said(text) == [(line, what, remedy)]


@pytest.mark.parametrize(
    "text",
    ["& Sons", "* one", "*Update* it", "@everyone", "`x`", "%5", "> 5 million", "| x", "[sic] he said", "{x} he said",
     "- 5 degrees", "? what"],
)  # fmt: skip
def test_a_text_that_begins_with_a_sign_of_yaml_belongs_in_quotes(text: str) -> None:
    assert said(f"a: b\nanswer: {text}\nc: d\n") == [(2, f"a text that begins with {text[0]}", IN_QUOTES)]


def test_a_wording_that_is_wrapped_where_the_line_is_full_is_one_entry() -> None:
    value, problems = read_yaml(f"- {'word ' * 14}\n  more\n", "x.yaml")

    assert (value, problems) == ([f"{'word ' * 14}more"], [])


def test_the_bundled_base_and_the_example_configuration_are_read_without_a_problem() -> None:
    files = [*bundled_folder().rglob("*.yaml"), ROOT / "config.example.yaml"]

    assert [problem for path in files for problem in read_yaml(path.read_text("utf-8"), str(path))[1]] == []
