"""A reply whose fact is overdue or rests on a report that was taken back says so before anything else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.client.rendering.corrections import note_in_words, render_change, render_corrected
from bot.client.rendering.findings import render_findings, render_posted
from bot.client.rendering.replies import Showing, render, render_fact, render_in_full, render_sources
from bot.desk.outgoing import Changed
from bot.desk.records import content_of
from bot.newsroom.findings import Finding
from bot.newsroom.newsroom import Decision
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.loading.loader import load
from knowledge.model import Fact
from tests.bot.client.rendering.test_replies import check, longest

DUE = date(2024, 6, 1)
AFTER = DUE + timedelta(days=1)
NOW = datetime(2024, 6, 2, tzinfo=UTC)
LATE = "⚠️ **Not checked since 1 March 2024**: it was to be checked again by 1 June 2024, and may be out of date."
BACK = (
    "⚠️ **This rests on a report that was taken back on 4 May 2024**: Northfield Gazette, “The bridge, the ferry and "
    "the mayor”, 1 March 2024. We mixed up two bridges."
)


@pytest.fixture
def marked(base_folder: Path) -> Matcher:
    """Return the town with a toll that is due on 1 June, and a report that was taken back."""
    facts, sources = base_folder / "facts.yaml", base_folder / "sources.yaml"
    facts.write_text(
        facts.read_text("utf-8").replace("as_of: 2024-03-01", f"as_of: 2024-03-01\n    review_by: {DUE}", 1)
    )
    retracted = '    retracted: {on: 2024-05-04, note: "We mixed up two bridges."}\n'
    sources.write_text(sources.read_text("utf-8") + retracted, "utf-8")
    return Matcher(load(base_folder))


@pytest.fixture
def toll(marked: Matcher) -> Fact:
    fact = marked.fact("north-bridge-toll")
    assert fact is not None
    return fact


def test_an_answer_says_both_on_top(marked: Matcher, toll: Fact) -> None:
    reply = render(Decision("toll?", Answer(toll, 0.99, toll.question), marked, AFTER))

    assert reply.text.splitlines()[:3] == [LATE, BACK, f"**{toll.question}**"]
    assert reply.public.splitlines()[1] == LATE
    check(reply)


def test_from_midnight_on_a_fact_is_overdue(marked: Matcher, toll: Fact) -> None:
    assert LATE not in render_fact(toll, marked, Showing(DUE)).text
    assert LATE in render_fact(toll, marked, Showing(AFTER)).text


def test_sources_in_full_and_all_of_it_say_so_too(marked: Matcher, toll: Fact) -> None:
    for text in (render_sources(toll, marked, AFTER), render_in_full(toll, marked, AFTER)):
        assert text.splitlines()[:2] == [LATE, BACK]
        assert "   Taken back on 4 May 2024: We mixed up two bridges." in text.splitlines()


def test_the_longest_fact_keeps_what_is_to_be_minded(marked: Matcher, toll: Fact) -> None:
    reply = render_fact(longest(toll), marked, Showing(AFTER), "Taking it that you mean Anna Berg. " * 20)

    check(reply)
    assert reply.text.splitlines()[:2] == [LATE, BACK]


def test_the_longest_note_is_cut_with_a_way_to_all_of_it(marked: Matcher, toll: Fact) -> None:
    (source,) = marked.base.sources.values()
    assert source.retracted is not None
    source = replace(source, retracted=replace(source.retracted, note="It was all made up, every word. " * 18))
    long = Matcher(replace(marked.base, sources={source.id: source}))

    reply = render_fact(toll, long, Showing(AFTER))
    check(reply)
    assert reply.is_cut
    assert source.retracted is not None
    assert source.retracted.note in render_in_full(toll, long, AFTER)


def test_a_claim_beside_a_fact_is_marked_in_brief_and_in_full_once_posted(marked: Matcher, toll: Fact) -> None:
    finding = Finding("the toll is four dollars", toll, ())

    brief = render_findings([finding] * 3, marked.base, AFTER, may_post=True).text.splitlines()
    assert "⚠️ **Not checked since 1 March 2024**" in brief
    assert "⚠️ **Rests on a report that was taken back on 4 May 2024**" in brief
    assert render_posted(finding, toll, marked, AFTER).text.splitlines()[:2] == [LATE, BACK]


def test_a_reply_that_is_put_right_says_what_was_taken_back(town: Matcher, marked: Matcher, toll: Fact) -> None:
    old, now = content_of(toll, town.base, NOW), content_of(toll, marked.base, NOW)
    change = Changed(old=old, now=now, fact=toll, on=AFTER)

    lines = render_corrected(change, marked, "toll?").public.splitlines()
    assert lines[:4] == [
        "> toll?", "*Changed on 2 June 2024:* A report that this answer rests on was taken back.", LATE, BACK,
    ]  # fmt: skip
    assert note_in_words(change).endswith("A report that this answer rests on was taken back.")
    assert BACK in render_change(change, marked).direct

    late = replace(change, on=DUE, today=AFTER)
    assert render_corrected(late, marked, "toll?").public.splitlines()[1:3] == [
        "*Changed on 1 June 2024:* A report that this answer rests on was taken back.", LATE,
    ]  # fmt: skip
    again = replace(change, old=now, now=old)
    assert "stands again" in render_corrected(again, town, "toll?").public
