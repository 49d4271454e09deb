"""What an editor reads of a lesson before a yes: above all what it would move, and what speaks against it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.limits import MESSAGE
from bot.wording.teaching import SHOWN, Shown, proposal_in_words
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Candidate
from knowledge.service.live import Served
from knowledge.service.teaching import Rehearsal

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)
SLANG = "whats the damage for crossing north bridge"
FERRY = "When did the ferry make its first trip?"


@pytest.fixture
def lesson(town: Matcher) -> Rehearsal:
    """Return a lesson that moves nothing and that nothing speaks against."""
    return Rehearsal(fact=town.base.facts[0], phrasing=SLANG, content=b"", served=Served(town, NOON, "ed"), drawn=(),
                     rival=None, unknown=None)  # fmt: skip


def words(*lessons: Rehearsal) -> str:
    return proposal_in_words(Shown(lessons, (), 0))


def test_stored_questions_that_would_move_are_named_and_counted(lesson: Rehearsal) -> None:
    before = words(lesson).splitlines()

    after = words(replace(lesson, drawn=(FERRY, "ferry maiden voyage date"))).splitlines()

    heading, *named = after[len(before) :]
    assert after[: len(before)] == before
    assert "2 questions" in heading
    assert named == [f"- “{FERRY}”", "- “ferry maiden voyage date”"]


def test_more_of_them_than_are_shown_are_counted(lesson: Rehearsal) -> None:
    drawn = tuple(f"what leaves at {number}" for number in range(SHOWN + 3))

    lines = words(replace(lesson, drawn=drawn)).splitlines()

    assert [one for one in drawn if f"- “{one}”" in lines] == list(drawn[:SHOWN])
    assert f"{SHOWN + 3} questions" in lines[-SHOWN - 2]
    assert lines[-1] == "- … and 3 more"


def test_a_question_that_two_lessons_together_would_move_is_counted_once(lesson: Rehearsal) -> None:
    first = replace(lesson, drawn=(FERRY,))

    said = words(first, replace(first, phrasing="the damage on north bridge"))

    assert "1 question" in said
    assert said.count(f"“{FERRY}”") == 1


def test_a_name_that_no_fact_has_and_a_fact_that_it_sounds_more_like_are_told(lesson: Rehearsal, town: Matcher) -> None:
    rival = Candidate(town.base.facts[1], 0.7, FERRY)
    before = words(lesson).splitlines()

    after = words(replace(lesson, unknown="Big Zeppelin", rival=rival)).splitlines()

    unknown, sounds = [line for line in after if line not in before]
    assert "“Big Zeppelin”" in unknown
    assert f"**{FERRY}**" in sounds


def test_with_all_that_can_be_said_of_lessons_at_their_longest_it_fits_a_message(
    lesson: Rehearsal, town: Matcher
) -> None:
    fact = replace(lesson.fact, question="q" * 500, answer="a" * 1500)
    rival = Candidate(replace(town.base.facts[1], question="r" * 500), 0.7, FERRY)
    longest = replace(lesson, fact=fact, phrasing="*" * 500, drawn=tuple(f"{n}" + "_" * 499 for n in range(9)),
                      rival=rival, unknown="*" * 300)  # fmt: skip

    for lessons in ((longest,), (longest,) * 5):
        said = proposal_in_words(Shown(lessons, (), 3))
        assert len(said) <= MESSAGE
        assert "9 questions" in said
        assert "3 people asked to be told" in said
