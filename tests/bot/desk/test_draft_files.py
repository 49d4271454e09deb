"""Files for a draft: wordings and whole drafts come in as they went out; what has no place is told with its line."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.desk import draft_files
from bot.desk.draft_entries import entry_of
from bot.desk.draft_files import filled_from, with_wordings
from bot.desk.draft_records import MOST_ITEMS
from bot.desk.drafting import Draft, NewSource, draft_from_fact
from bot.desk.sides import with_sides
from knowledge.errors import FactBaseError
from knowledge.loading.loader import load
from knowledge.loading.published import DeskFile
from knowledge.model import FactBase, Source

LIND, TOLL, GAZETTE = "mayor-dismissed-lind", "north-bridge-toll", "gazette-2024-03-01"
HERALD = NewSource(publisher="Herald", title="The dues: all", published="2024-03-02", url="https://herald.example/dues")
ODD = 'Odd: "a" # b; c | \n - d: 🌉 '
DAY = "2024-03-03"


@pytest.fixture
def base(town_folder: Path) -> FactBase:
    return load(town_folder)


def file_of(draft: Draft, base: FactBase) -> bytes:
    """Return a draft as the bot hands it out."""
    entry = entry_of(draft, base)
    return DeskFile(sources=entry.sources, facts=(entry.fact,), published={}).content()


def draft_in(base: FactBase, name: str, **more: Any) -> Draft:
    fact = next(fact for fact in base.facts if fact.id == name)
    return replace(draft_from_fact(fact, base), day=DAY, **more)


def refusals(error: pytest.ExceptionInfo[FactBaseError]) -> list[tuple[str, int, str]]:
    return [(one.file, one.line, one.what) for one in error.value.problems]


def drafts_of_every_kind(base: FactBase) -> list[Draft]:
    whole = replace(Draft(), question="Who painted it?", answer=ODD, status="disputed", wordings="a b\nc d", day=DAY)
    whole = replace(whole, sources=(HERALD,), cited=(GAZETTE,), happened="2024/2025", topics="art", note=ODD)
    sides = {
        "entities": "anna-berg\nNobody",
        "related": TOLL,
        "positions": 'Tom Lind; "no; never"; 2024; herald-2024-03-02\nanna-berg; "; yes',
        "citations": f'herald-2024-03-02; supports "it"; via him\n{GAZETTE}',
    }
    whole = with_sides(replace(whole, near_misses="Who sold it?"), sides, base)
    unfit = Draft(answer="Nobody.", as_of="yesterday", day=DAY, sources=(NewSource(title="Bare", url="stone"),))
    edits = [draft_in(base, fact.id, note="We were wrong.", answer=ODD) for fact in base.facts]
    return [whole, unfit, Draft(day=DAY), *edits]


def test_a_draft_comes_in_as_it_went_out(base: FactBase) -> None:
    for draft in drafts_of_every_kind(base):
        begun = Draft(of=draft.of, seen=draft.seen, number=7, day=DAY)

        back = filled_from(begun, file_of(draft, base), "x.yaml", base)

        assert entry_of(back, base) == entry_of(draft, base)
        assert (back.of, back.seen, back.number) == (draft.of, draft.seen, 7)


def test_a_source_that_the_base_has_by_now_is_cited(base: FactBase) -> None:
    content = file_of(replace(Draft(day=DAY, question="Who painted it?"), sources=(replace(HERALD, url=""),)), base)
    name = "herald-2024-03-02"
    same = replace(base, sources={**base.sources, name: Source(name, "Herald", "The dues: all", "2024-03-02")})
    other = replace(base, sources={**base.sources, name: Source(name, "Herald", "The weather", "2024-03-02")})

    assert entry_of(filled_from(Draft(day=DAY), content, "x", same), same).fact["citations"] == [{"source": name}]
    (brought,) = entry_of(filled_from(Draft(day=DAY), content, "x", other), other).sources
    assert (brought["id"], brought["title"]) == (f"{name}-2", "The dues: all")


def test_an_id_of_one_s_own_is_the_fact_s_until_another_has_it(base: FactBase) -> None:
    content = b"facts: [{id: of-my-own, question: Who painted it?}]"

    draft = filled_from(Draft(day=DAY), content, "x.yaml", base)

    assert entry_of(draft, base).name == "of-my-own"
    taken = replace(base, facts=(*base.facts, replace(base.facts[0], id="of-my-own")))
    assert entry_of(draft, taken).name == "who-painted-it"


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"", 0, "no fact in it"),
        (b"\xff\xfef\x00a\x00", 1, "not UTF-8 text"),
        (b"facts:\n  - question: a: b", 2, "a colon in a text"),
        (b"- a", 0, "no fact in it"),
        (b"facts: []", 1, "facts is empty"),
        (b"sources: []", 1, "the entry has no 'facts'"),
        (b"facts:\n  - question: a\n  - question: b", 0, "2 facts, and a draft is one"),
        (b"facts:\n  - question: a\n    awnser: b", 3, "unknown key 'awnser'"),
        (b"facts:\n  - question: a\npublished: {}", 3, "unknown key 'published'"),
        (b"facts:\n  - question: [a]", 2, "question is a list or mapping, not text"),
        (b"facts:\n  - phrasings: a", 2, "phrasings is not a list"),
        (b"facts:\n  - status: sure", 2, "status is 'sure'"),
        (b"facts:\n  - id: Of My Own", 2, "id is 'Of My Own', not an id"),
        (b"facts:\n  - id: north-bridge-toll", 0, "'north-bridge-toll' is there already"),
        (b'facts:\n  - question: "a\\0b"', 2, "question is 'a\0b', with an invisible control character"),
        (b'facts:\n  - phrasings: ["a\\nb"]', 2, "phrasings.1 is 'a\nb', over several lines"),
        (b"facts:\n  - answer: " + b"x" * 1501, 2, "answer has 1501 characters, the limit is 1500"),
        (b"facts:\n  - not: [" + b"a, " * 101 + b"]", 2, "not has 101 items, the limit is 100"),
        (b"sources: [{id: a, relays: b}]\nfacts: [{}]", 1, "unknown key 'sources.1.relays'"),
        (b"sources: [{id: a}, {id: a}]\nfacts: [{}]", 0, "two sources with one id"),
        (b"facts: [{corrections: [{note: a}, {note: b}]}]", 0, "several new corrections, and a draft"),
        (b"[" * 5000, 1, "nested more than 12 deep"),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused_with_its_place(base: FactBase, content: bytes, line: int, what: str) -> None:
    with pytest.raises(FactBaseError) as error:
        filled_from(Draft(day=DAY), content, "x.yaml", base)

    ((file, number, said), *_) = refusals(error)
    assert (file, number) == ("x.yaml", line)
    assert said.startswith(what)
    assert all(problem.remedy for problem in error.value.problems)


def test_a_draft_of_another_fact_is_refused(base: FactBase) -> None:
    with pytest.raises(FactBaseError) as error:
        filled_from(draft_in(base, LIND), file_of(draft_in(base, TOLL), base), "x.yaml", base)

    assert refusals(error) == [("x.yaml", 0, f"it has '{TOLL}', and this draft edits '{LIND}'")]


def test_wordings_are_added_to_those_that_are_there(base: FactBase) -> None:
    draft = draft_in(base, TOLL)
    content = (
        "\ufeffnorth bridge price\r\n\r\nNorth Bridge toll?\nHow much is the toll on North Bridge\nnorth bridge PRICE\n"
    )

    changed, count = with_wordings(draft, content.encode(), "w.txt")

    assert changed.wordings == f"{draft.wordings}\nnorth bridge price"
    assert count == 1
    assert with_wordings(changed, b"north bridge toll", "w.txt") == (changed, 0)


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"", 0, "no wording in it"),
        (b"a b\nc d\n\xff", 3, "not UTF-8 text"),
        (b"a b\nc\0d", 2, "an invisible control character"),
        (b"".join(b"wording %d\n" % number for number in range(97)), 0, "97 wordings beside 4; a fact takes 100"),
    ],
)
def test_what_are_no_wordings_is_refused_with_its_line(base: FactBase, content: bytes, line: int, what: str) -> None:
    with pytest.raises(FactBaseError) as error:
        with_wordings(draft_in(base, TOLL), content, "w.txt")

    assert refusals(error) == [("w.txt", line, what)]


def test_a_file_has_room_for_every_draft_that_is_taken() -> None:
    """All wordings and near misses at their longest, in a script of two bytes a letter, are less than the limit."""
    assert MOST_ITEMS * 500 * 2 < draft_files.FILE_BYTES
