"""Replies within Discord's limits, whatever the editors and the askers write."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.client.rendering.replies import Reply, Showing, render, render_candidates, render_fact
from bot.limits import MESSAGE
from bot.newsroom.newsroom import Decision
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Suggestions
from knowledge.model import Citation, Correction, Fact, Position

TODAY = date(2024, 3, 5)

# Characters of a message that a notification shows, at the least: four lines on the smallest phones.
SHOWN = 150
HOSTILE = "@everyone <@&1> **bold** [link](https://evil.example) ||spoiler|| \u202e"


def longest(fact: Fact) -> Fact:
    """Return a fact with as much in it as the format allows, and more positions than anybody writes."""
    return replace(
        fact,
        question="w" * 400,
        answer="So it was. " * 136,
        positions=tuple(Position(f"somebody {n}" * 20, "he said " * 100, on="2024-02-29") for n in range(12)),
        citations=tuple(Citation(fact.citations[0].source, supports="all " * 100) for _ in range(12)),
        corrections=tuple(Correction(date(2024, 3, n + 1), "it was wrong " * 50) for n in range(5)),
    )


def check(reply: Reply) -> None:
    assert all(0 < len(text) <= MESSAGE for text in (reply.public, reply.direct))
    assert len(reply.buttons) <= 6
    assert all(len(one.label) <= 80 and len(f"fact:{one.action}:{one.fact}") <= 100 for one in reply.buttons)


@pytest.fixture
def toll(town: Matcher) -> Fact:
    return town.base.facts[0]


def test_the_longest_fact_is_cut_to_the_limits_with_a_way_to_all_of_it(town: Matcher, toll: Fact) -> None:
    reply = render_fact(longest(toll), town, Showing(TODAY), "Taking it that you mean Anna Berg. " * 20)

    check(reply)
    assert reply.buttons[0].action == "full"
    assert reply.text.splitlines()[2].startswith("So it was. ")
    assert "\n-# 1. [Northfield Gazette" in reply.text


def test_a_short_fact_needs_no_such_way(town: Matcher, toll: Fact) -> None:
    reply = render_fact(toll, town, Showing(TODAY))

    assert "full" not in [button.action for button in reply.buttons]


def test_what_does_not_fit_is_left_out_line_by_line_and_the_first_source_stays(town: Matcher, toll: Fact) -> None:
    said = tuple(Position(f"somebody {n}", "he said " * 30) for n in range(4))
    full = replace(toll, answer="So it was. " * 55, positions=said, citations=longest(toll).citations)

    lines = render_fact(full, town, Showing(TODAY)).text.splitlines()

    assert sum(line.startswith("**somebody") for line in lines) == 3
    assert [line[:5] for line in lines if line.startswith("-# ")][:1] == ["-# 1."]
    assert render_fact(full, town, Showing(TODAY)).is_cut


@pytest.mark.parametrize("lost", [{"question": "w" * 300}, {"corrections": (Correction(date(2024, 3, 1), "n" * 300),)}])
def test_whatever_is_cut_is_one_button_away(town: Matcher, toll: Fact, lost: dict[str, Any]) -> None:
    assert render_fact(replace(toll, **lost), town, Showing(TODAY)).is_cut


def test_a_notification_shows_the_answer(town: Matcher, toll: Fact) -> None:
    reply = render(Decision("toll?", Answer(toll, 0.99, toll.question), town, TODAY))

    shown = reply.direct[:SHOWN]
    assert shown.startswith(f"**{toll.question}**\n🟢 Confirmed · last checked 1 March 2024\n{toll.answer[:40]}")
    assert reply.direct.endswith("\n-# You asked: toll?")
    assert reply.public.startswith(f"> toll?\n**{toll.question}**\n")


@given(st.text(max_size=500))
def test_whatever_is_asked_the_reply_is_within_the_limits(town: Matcher, question: str) -> None:
    toll = town.base.facts[0]
    outcomes = (
        Answer(toll, 0.99, toll.question),
        Suggestions((Candidate(toll, 0.5, toll.question),)),
        Abstention("nothing near"),
        Abstention("empty question"),
    )
    for outcome in outcomes:
        check(render(Decision(question, outcome, town, TODAY)))


def test_markup_of_the_asker_is_shown_and_not_carried_out(town: Matcher) -> None:
    reply = render(Decision(HOSTILE, Abstention("nothing near"), town, TODAY))

    for shown in (reply.public.partition("\n")[0], reply.direct.rpartition("\n")[2]):
        assert shown.startswith(("> ", "-# You asked: "))
        assert "\\*\\*bold\\*\\*" in shown
        assert "\\[link](https" in shown
        assert "\u202e" not in shown


def test_what_happens_next_is_only_promised_when_it_is_true(town: Matcher) -> None:
    decision = Decision("who?", Abstention("nothing near"), town, TODAY)

    assert "gone to the editors" in render(decision, record="0" * 32).text
    assert "gone to the editors" not in render(decision).text


def test_candidates_are_numbered_and_each_has_its_button(town: Matcher) -> None:
    reply = render_candidates("Pick:", town.base.facts)

    check(reply)
    assert reply.text.splitlines()[1] == f"1. {town.base.facts[0].question}"
    assert [button.fact for button in reply.choices] == [fact.id for fact in town.base.facts]
    assert [button.label for button in reply.choices] == ["1", "2", "3"]


@pytest.mark.parametrize("heading", ["Pick:", "w" * 3000])
def test_as_many_candidates_as_have_buttons_are_all_in_sight(toll: Fact, heading: str) -> None:
    many = [replace(toll, question=f"{number} " + "w" * 400) for number in range(25)]

    reply = render_candidates(heading, many)

    assert len(reply.text) <= MESSAGE
    assert [line.split()[0] for line in reply.text.splitlines()[1:]] == [f"{number}." for number in range(1, 26)]


def test_the_title_leads_to_the_page_of_the_fact_and_nothing_is_cut_for_it(town: Matcher, toll: Fact) -> None:
    reply = render_fact(toll, town, Showing(TODAY, "https://facts.example/"))

    assert reply.text.startswith(f"**[{toll.question}](<https://facts.example/facts/north-bridge-toll.html>)**\n🟢")
    assert not reply.is_cut


def test_brackets_in_a_question_do_not_end_the_link(town: Matcher, toll: Fact) -> None:
    reply = render_fact(
        replace(toll, question="Who [else](https://evil.example)?"), town, Showing(TODAY, "https://a.example/")
    )

    assert "**Who [else](https://evil.example)?** [↗](<https://a.example/facts/north" in reply.text


def test_the_longest_fact_fits_beside_the_longest_address(town: Matcher, toll: Fact) -> None:
    address = f"https://facts.example/{'a' * 77}/"
    fact = replace(longest(toll), id="a" * 80)
    reply = render_fact(fact, town, Showing(TODAY, address), "Taking it that you mean Anna Berg. " * 20)

    check(reply)
    assert f"](<{address}facts/{fact.id}.html>)**" in reply.text
    assert "So it was. " * 30 in reply.text
