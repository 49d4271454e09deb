"""What the bot was taught: a file of its own, read under the same checks as every other."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import FactBaseError
from knowledge.loading.lessons import promotions, with_lessons, without_lesson, written
from knowledge.loading.loader import load
from knowledge.model import Lesson

TOLL = "north-bridge-toll"
LESSON = Lesson(TOLL, "damage at the bridge: how much?", "Ed #1", date(2024, 3, 2))


def problems_of(folder: Path, learned: str) -> list[str]:
    (folder / "learned.yaml").write_text(learned, "utf-8")
    with pytest.raises(FactBaseError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def test_what_is_written_is_read_back(base_folder: Path) -> None:
    odd = Lesson(TOLL, 'no: "yes" — # not a comment, 2024', "Åsa: Ünal", date(2024, 3, 2))
    (base_folder / "learned.yaml").write_bytes(written([LESSON, odd]))

    base = load(base_folder)

    assert base.lessons == (LESSON, odd)
    assert base.facts[0].phrasings[-2:] == (LESSON.phrasing, odd.phrasing)


def test_with_and_without_a_lesson(base_folder: Path) -> None:
    base = load(base_folder)
    version = base.version
    (base_folder / "learned.yaml").write_bytes(with_lessons(base, TOLL, [LESSON.phrasing], LESSON.by, LESSON.on))
    base = load(base_folder)
    assert base.lessons == (LESSON,)
    assert base.version != version

    (base_folder / "learned.yaml").write_bytes(without_lesson(base, LESSON))

    assert load(base_folder).lessons == ()


def test_a_phrasing_that_the_curated_file_has_by_now_counts_once(base_folder: Path) -> None:
    lesson = Lesson(TOLL, "North Bridge toll?", "Ed", date(2024, 3, 2))
    (base_folder / "learned.yaml").write_bytes(written([lesson]))

    base = load(base_folder)

    assert lesson.phrasing not in base.facts[0].phrasings
    assert list(promotions(base, load(base_folder))) == [f"base/facts.yaml:3: {TOLL}, under 'phrasings:'"]


def test_promotions_are_lines_to_paste(base_folder: Path) -> None:
    (base_folder / "learned.yaml").write_bytes(written([LESSON]))

    assert list(promotions(load(base_folder), load(base_folder, overlay={"learned.yaml": written([])}))) == [
        f"base/facts.yaml:3: {TOLL}, under 'phrasings:'",
        "      - 'damage at the bridge: how much?'  # taught by Ed #1 on 2024-03-02",
    ]


@pytest.mark.parametrize(
    ("learned", "problem"),
    [
        pytest.param(
            "learned:\n  no-such-fact:\n  - {phrasing: who, by: Ed, on: 2024-03-02}\n",
            "base/learned.yaml:3: a phrasing of 'no-such-fact', a fact that is not there; "
            "delete the entry or bring the fact back",
            id="fact-gone",
        ),
        pytest.param(
            "learned:\n  ferry-first-trip:\n  - {phrasing: North Bridge toll, by: Ed, on: 2024-03-02}\n",
            "base/learned.yaml:3: 'North Bridge toll' is already asked at base/facts.yaml:7; "
            "merge the facts or reword one",
            id="another-fact-s-wording",
        ),
        pytest.param(
            f"learned:\n  {TOLL}:\n  - {{phrasing: who, by: Ed}}\n",
            "base/learned.yaml:3: the entry has no 'on'; add a line 'on: ...'",
            id="no-day",
        ),
        pytest.param(
            f"learned:\n  {TOLL}: who\n",
            "base/learned.yaml:2: an entry of 'learned' that is not a mapping; write it as 'key: value'",
            id="no-list",
        ),
        pytest.param(
            "learned:\n  - who\n",
            "base/learned.yaml:1: 'learned' maps no facts to phrasings; write 'learned: {}' or delete the file",
            id="no-mapping",
        ),
        pytest.param(
            "learned: {}\nfacts: []\n",
            "base/learned.yaml:2: 'facts' stands in learned.yaml; move it to another file: this one is the bot's own",
            id="facts-inside",
        ),
        pytest.param(
            f"learned:\n  {TOLL}:\n  - {{phrasing: '?!', by: Ed, on: 2024-03-02}}\n",
            "base/learned.yaml:3: '?!' has no words in it; write a question or remove it",
            id="no-words",
        ),
    ],
)
def test_each_fault_has_its_place_and_its_remedy(base_folder: Path, learned: str, problem: str) -> None:
    assert problem in problems_of(base_folder, learned)


def test_elsewhere_the_key_is_unknown(base_folder: Path) -> None:
    (base_folder / "more.yaml").write_text("learned: {}\n", "utf-8")

    with pytest.raises(FactBaseError, match=r"base/more\.yaml:1: unknown key 'learned'"):
        load(base_folder)
