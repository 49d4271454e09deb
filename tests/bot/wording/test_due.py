"""What editors read of the facts that are due, within what a message holds."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.desk.due import Due, find_due, page_of
from bot.desk.queue import Page, Waiting
from bot.limits import MESSAGE
from bot.newsroom.confirming import Confirmed
from bot.wording.desk import digest_in_words
from bot.wording.due import NOTHING_DUE, confirmed_in_words, not_confirmed, page_in_words
from knowledge.decision.matcher import Matcher
from knowledge.errors import FactBaseError, Problem
from knowledge.model import Retraction

DUE, AFTER = date(2024, 6, 1), date(2024, 6, 2)


@pytest.fixture
def longest(town: Matcher) -> tuple[Due, ...]:
    """Return facts that are due for every reason, with texts as long as the format allows."""
    back = Retraction(date(2024, 5, 4), "*" * 600)
    sources = {name: replace(one, retracted=back, publisher="p" * 600) for name, one in town.base.sources.items()}
    fact = replace(town.base.facts[0], question="q" * 500, answer="a" * 1500, review_by=DUE)
    facts = tuple(replace(fact, id=f"toll-{number}") for number in range(9))
    base = replace(town.base, facts=facts, sources=sources)
    return find_due(base, AFTER, {fact.id: 12 for fact in facts})


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_page_fits_a_message(longest: tuple[Due, ...], number: int) -> None:
    text = page_in_words(page_of(longest, number))

    assert text.splitlines()[0] == f"**9 facts are due** · page {number} of 3"
    assert text.count("12 readers say that it is out of date") == (1 if number == 3 else 4)
    assert len(text) < MESSAGE


def test_what_waits_does_not_push_what_is_due_out_of_the_digest(longest: tuple[Due, ...]) -> None:
    waiting = [
        Waiting(number=n, text="w" * 500, asked=9, reason="r" * 200, fact=None, state="open", note="n" * 200,
                last_at=datetime(2024, 6, 1, tzinfo=UTC))
        for n in range(5)
    ]  # fmt: skip
    digest = digest_in_words(Page(tuple(waiting), 1, 5), {}, 3, longest)

    assert digest is not None
    assert len(digest) <= MESSAGE
    assert digest.splitlines()[-1] == "/desk queue state:due shows them all."
    assert "**9 facts are due:**" in digest
    assert [line[:4] for line in digest.splitlines() if line.startswith(tuple("1234")) and "qqq" in line] == [
        "1. q", "2. q", "3. q", "4. q",
    ]  # fmt: skip


def test_nothing_due_is_no_line_of_the_digest() -> None:
    assert digest_in_words(Page((), 1, 0), {}, 0) is None
    assert page_in_words(page_of((), 1)) == NOTHING_DUE


def test_still_true_says_when_the_next_check_is_due(town: Matcher) -> None:
    was = replace(town.base.facts[0], review_by=DUE)
    now = replace(was, review_by=None, as_of=AFTER)

    said = confirmed_in_words(Confirmed(was, now, replace(town.base, review_after=30)), "ed")
    assert said == (
        "Still true: **How much is the toll on North Bridge?** Checked on 2 June 2024 by ed. Its own day for the next "
        "check, 1 June 2024, was met and is taken out. It is to be checked again by 2 July 2024."
    )
    assert "No day is set for its next check" in confirmed_in_words(Confirmed(was, now, town.base), "ed")


def test_a_refusal_says_what_to_do() -> None:
    error = FactBaseError((Problem("desk.yaml", 0, "cannot be written", "look at the disk"),))
    assert not_confirmed(error).startswith("Nothing was changed: ")
    assert "look at the disk" in not_confirmed(error)
