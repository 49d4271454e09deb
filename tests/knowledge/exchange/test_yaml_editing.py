"""One entry of a file changes; every other character stays."""

import pytest

from knowledge.errors import FactBaseError
from knowledge.exchange.yaml_editing import LONG, Noted, YamlText
from knowledge.loading.nodes import read_yaml

FILE = """\
# Kept by the desk.

facts:
  # On the bridge.
  - id: toll  # asked most
    question: How much is the toll?
    phrasings:
      - bridge toll
      # heard at the counter
      - what does it cost
    answer: >-
      Cars pay
      4 dollars.
    # checked with the council
    citations:
      - {source: gazette}

  # On the ferry.
  - id: ferry
    question: When did the ferry sail?
    answer: "On 5 May."
    citations: [{source: gazette}]

# The end.
sources: []
"""


def edited(text: str = FILE) -> YamlText:
    return YamlText(text, "base/facts.yaml")


def changed(text: str, before: str = FILE) -> tuple[list[str], list[str]]:
    """Return the lines that are gone and those that are new."""
    old, new = before.splitlines(), text.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_what_is_not_edited_stays_as_it_is() -> None:
    assert edited().text == FILE


def test_a_phrasing_is_put_behind_the_others() -> None:
    text = edited()

    text.add_phrasings("toll", [Noted("how dear: is it", "taught by\ned")])

    assert changed(text.text) == ([], ['      - "how dear: is it"  # taught by ed'])
    assert text.text.index("how dear") > text.text.index("what does it cost")


@pytest.mark.parametrize("given", ["", "    phrasings: [maiden voyage]\n", "    phrasings: []\n"])
def test_a_first_phrasing_makes_a_list(given: str) -> None:
    before = FILE.replace('    answer: "On', f'{given}    answer: "On')
    text = edited(before)

    text.add_phrasings("ferry", [Noted("first trip", "")])

    (value, problems) = read_yaml(text.text, "f")
    kept = ["maiden voyage"] if "maiden" in given else []
    assert problems == []
    assert value["facts"][1]["phrasings"] == [*kept, "first trip"]
    assert changed(text.text, before)[0] == given.splitlines()


def test_an_entry_takes_the_place_of_another_whose_comments_stay() -> None:
    text = edited()

    text.replace("facts", "toll", {"id": "toll", "question": "The toll?", "answer": "5 dollars."}, "published by ed")

    assert text.text == FILE.replace(
        FILE[FILE.index("  - id: toll") : FILE.index("\n  # On the ferry")],
        "  - id: toll  # published by ed\n    # asked most\n    # heard at the counter\n"
        "    # checked with the council\n"
        '    question: The toll?\n    answer: "5 dollars."\n',
    )


def test_a_new_entry_stands_behind_the_last_as_deep_as_that() -> None:
    text = edited(FILE.replace("\n    ", "\n  ").replace("\n      ", "\n    ").replace("  - id", "- id"))

    text.append("facts", {"id": "new", "answer": "yes"})

    assert '\n- id: new\n  answer: "yes"\n' in text.text
    assert [fact["id"] for fact in read_yaml(text.text, "f")[0]["facts"]] == ["toll", "ferry", "new"]
    assert text.text.index("new") < text.text.index("# The end.")


@pytest.mark.parametrize("before", ["", "synonyms:\n  - [a, b]", "facts:\nsynonyms: []\n", "facts: []\n"])
def test_a_list_is_begun_where_there_is_none(before: str) -> None:
    text = edited(before)

    text.append("facts", {"id": "new"})

    value, problems = read_yaml(text.text, "f")
    assert problems == []
    assert value["facts"] == [{"id": "new"}]


def test_lines_end_as_those_of_the_file_do() -> None:
    text = edited(FILE.replace("\n", "\r\n"))

    text.append("facts", {"id": "new"})

    assert "  - id: new\r\n" in text.text
    assert text.text.replace("\r\n", "").count("\n") == 0


@pytest.mark.parametrize("answer", ["word " * 40 + "end", "word " * 40 + " end", "a\nb " * 40 + "end", "w" * 300])
def test_a_long_text_is_folded_where_that_changes_nothing(answer: str) -> None:
    text = edited()

    text.append("facts", {"id": "new", "answer": answer})

    assert read_yaml(text.text, "f")[0]["facts"][-1]["answer"] == answer
    assert max(map(len, text.text.splitlines())) < LONG + 40 or " ".join(answer.split()) != answer or " " not in answer


@pytest.mark.parametrize("text", ["facts: [{id: toll}]\n", "facts:\n  -\n    id: toll\n"])
def test_what_is_written_otherwise_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(FactBaseError) as caught:
        edited(text).replace("facts", "toll", {"id": "toll"}, "")

    assert_no_room(caught.value)


def test_an_entry_in_brackets_gets_no_phrasing() -> None:
    with pytest.raises(FactBaseError) as caught:
        edited("facts:\n  - {id: toll}\n").add_phrasings("toll", [Noted("the fare", "")])

    assert_no_room(caught.value)


def test_an_entry_in_brackets_is_replaced_as_a_whole() -> None:
    text = edited("entities:\n  - {id: ann, name: Ann,\n     kind: person}  # ours\n  - {id: ben, name: Ben}\n")

    text.replace("entities", "ann", {"id": "ann", "name": "Anna", "aliases": ["Ann"]}, "by ed")

    value, problems = read_yaml(text.text, "f")
    assert problems == []
    assert value["entities"] == [{"id": "ann", "name": "Anna", "aliases": ["Ann"]}, {"id": "ben", "name": "Ben"}]
    assert "# ours" in text.text


def assert_no_room(error: FactBaseError) -> None:
    (problem,) = error.problems
    assert (problem.file, problem.what) == ("base/facts.yaml", "written so that no line can be put in")
    assert "each key on a line of its own" in problem.remedy
