from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.decision.outcomes import Answer
from knowledge.errors import FactBaseError, Problem
from knowledge.loading.loader import load
from knowledge.model import Citation, Fact, FactBase, Source
from knowledge.service import soundness
from knowledge.service.opening import open_matcher
from knowledge.service.soundness import elliptic, lost_phrasings, unsound
from tests.knowledge.service.bases import with_near_miss

WriteBase = Callable[..., Path]

HEAD = """
sources:
  - {id: gazette, publisher: Gazette, title: Town, published: 2024}
facts:
"""
# "when does the market open" is stored with the wrong fact.
STRAY = (
    HEAD
    + """
  - id: toll
    question: How much is the bridge toll?
    phrasings: [what do drivers pay on the bridge, when does the market open on sunday morning]
    answer: Four dollars.
    citations: [{source: gazette}]
  - id: market
    question: When does the market open on Sunday?
    phrasings: [sunday market opening hours, what time does the market open in the morning]
    answer: At nine.
    citations: [{source: gazette}]
"""
)
PLACES = "Almere Brovik Castell Dunmore Elvaro Fenwick Gorlitz Havnar".split()
PIERS = HEAD + "".join(
    f"""
  - id: {place.lower()}-pier
    question: When was the pier of {place} built?
    phrasings: [since when has {place} had its pier, year the {place} pier was built, building of the pier in {place}]
    answer: Long ago.
    happened: 2001
    citations: [{{source: gazette}}]
"""
    for place in PLACES
)
PIER_NAMES = "entities:\n" + "\n".join(f"  - {{id: {place.lower()}, name: {place}, kind: place}}" for place in PLACES)
# In other words than the question, but of the same meaning: no near miss at all.
TOO_NEAR = "when was the pier of Brovik built"


def build(folder: Path) -> Matcher:
    return Matcher(load(folder))


def test_a_sound_base_has_no_problem(town: Matcher) -> None:
    assert unsound(town) == []


def test_a_near_miss_that_is_answered_is_a_problem(write_base: WriteBase) -> None:
    question = "question: When was the pier of Brovik built?"
    facts = PIERS.replace(question, f"{question}\n    not: [{TOO_NEAR}]")
    matcher = build(write_base(facts=facts, names=PIER_NAMES))

    problems = unsound(matcher)

    assert [(problem.file, problem.what) for problem in problems] == [
        ("base/facts.yaml", f"the near miss '{TOO_NEAR}' gets the answer of 'brovik-pier'")
    ]
    assert problems[0].line == matcher.base.locations["brovik-pier"].near_misses[0]
    assert "reword" in problems[0].remedy


def test_a_fact_that_its_own_question_does_not_find_is_a_problem() -> None:
    citation = (Citation("gazette"),)
    sources = {"gazette": Source("gazette", "Gazette", "Town", "2024")}
    facts = tuple(
        Fact(f"toll-{number}", "What is the toll?", "Four.", citation, date(2024, 3, 1), phrasings=("the toll please",))
        for number in range(5)
    )

    problems = unsound(Matcher(FactBase(facts, sources)))

    assert len(problems) == 2
    assert all("doesn't find its own fact" in problem.what for problem in problems)
    assert all(problem.remedy == "word the question more specifically" for problem in problems)


def test_a_stray_phrasing_is_lost_to_the_fact_it_belongs_to(write_base: WriteBase) -> None:
    matcher = build(write_base(facts=STRAY))

    lost = list(lost_phrasings(matcher, lambda done, total: None))

    assert [(one.fact.id, one.phrasing, one.winner) for one in lost] == [
        ("toll", "when does the market open on sunday morning", "market")
    ]
    assert str(lost[0]) == (
        "base/facts.yaml:8: left out, 'when does the market open on sunday morning' "
        "would find 'market' instead of 'toll'"
    )


def test_a_phrasing_lost_to_a_related_fact_is_no_loss(write_base: WriteBase) -> None:
    related = STRAY.replace("answer: Four dollars.", "answer: Four dollars.\n    related: [market]")
    matcher = build(write_base(facts=related))

    assert list(lost_phrasings(matcher, lambda done, total: None)) == []


def test_a_second_process_finds_what_one_alone_does(odd_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matcher = build(odd_folder)
    alone = list(lost_phrasings(matcher, lambda done, total: None))
    monkeypatch.setattr(soundness, "LARGE", 0)
    heard: list[tuple[int, int]] = []

    together = list(lost_phrasings(matcher, lambda done, total: heard.append((done, total))))

    assert [one.fact.id for one in alone] == ["ferry-first-trip"]
    assert together == alone
    assert heard == [(0, 1)]


def test_the_search_for_lost_phrasings_tells_its_progress(town: Matcher) -> None:
    heard: list[tuple[int, int]] = []

    found = list(lost_phrasings(town, lambda done, total: heard.append((done, total))))

    assert heard == [(0, 3)]
    assert all(one.winner != one.fact.id for one in found)


@pytest.mark.parametrize(
    ("answer", "leans"),
    [
        pytest.param("Six. He paid them himself.", True, id="number"),
        pytest.param("In Moscow. He went there twice.", True, id="place"),
        pytest.param("Yes, Anna Berg said so.", True, id="yes"),
        pytest.param("Because the dues were unpaid.", True, id="reason"),
        pytest.param("Not yet; the council meets in May.", True, id="not-yet"),
        pytest.param("No official has said so.", False, id="no-official"),
        pytest.param("Not all of the dues were paid.", False, id="not-all"),
        pytest.param("Anna T. Berg dismissed him.", False, id="initial"),
        pytest.param("Gen. Lind denies it.", False, id="title"),
        pytest.param("On Jan. 5 the ferry sailed.", False, id="month"),
        pytest.param("The U.S. navy sold it.", False, id="country"),
        pytest.param("Cars pay 4.50 dollars on North Bridge.", False, id="price"),
    ],
)
def test_only_an_answer_that_leans_on_its_question_is_warned_of(answer: str, *, leans: bool) -> None:
    fact = Fact("toll", "What is the toll?", answer, (Citation("gazette"),), date(2024, 3, 1))

    assert bool(list(elliptic(FactBase((fact,), {})))) is leans


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("how much is the TOLL on North Bridge", id="question"),
        pytest.param("what does it cost to cross the North Bridge", id="phrasing"),
    ],
)
def test_near_miss_in_the_words_of_its_fact_is_refused(town_folder: Path, tmp_path: Path, line: str) -> None:
    folder = with_near_miss(town_folder, tmp_path / "base", line)

    with pytest.raises(FactBaseError) as refusal:
        open_matcher(folder)

    what = f"the near miss '{line}' gets the answer of 'north-bridge-toll'"
    remedy = "reword the phrasing that is too close to it"
    assert refusal.value.problems == (Problem("base/facts.yaml", 11, what, remedy),)


def test_fact_that_its_own_question_does_not_find_is_refused(
    town_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Matcher, "strongest", lambda *_: ())

    with pytest.raises(FactBaseError) as refusal:
        open_matcher(town_folder)

    assert len(refusal.value.problems) == 3
    for problem in refusal.value.problems:
        assert "doesn't find its own fact" in problem.what
        assert problem.what.endswith("but nothing")
        assert problem.remedy == "word the question more specifically"


def test_town_is_sound(town_folder: Path) -> None:
    matcher = open_matcher(town_folder)

    assert isinstance(matcher, Matcher)
    assert len(matcher.base.facts) == 3


@pytest.mark.parametrize("precision", [0.0, PRECISION])
def test_another_number_than_the_facts_is_no_answer_where_editors_say_so(
    town: Matcher, town_folder: Path, tmp_path: Path, precision: float
) -> None:
    line = "is there a fee of 9 dollars on the northern bridge"
    matcher = build(with_near_miss(town_folder, tmp_path / "base", line))

    assert isinstance(town.decide(line, precision=precision), Answer)
    assert not isinstance(matcher.decide(line, precision=precision), Answer)
