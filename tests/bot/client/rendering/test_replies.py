"""Replies within Discord's limits, whatever the editors and the askers write."""

from dataclasses import replace
from datetime import date

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.client.rendering.replies import Reply, render, render_candidates, render_fact
from bot.limits import MESSAGE
from bot.newsroom.newsroom import Decision
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Suggestions
from knowledge.model import Citation, Correction, Fact, Position

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
    embed = reply.embed
    assert len(embed) <= 6000
    assert len(embed.title or "") <= 256
    assert len(embed.description or "") <= 4096
    assert len(embed.author.name or "") <= 256
    assert len(embed.fields) <= 25
    assert all(0 < len(f.name or "") <= 256 and 0 < len(f.value or "") <= 1024 for f in embed.fields)
    assert 0 < len(reply.text) <= MESSAGE
    for embeds in (True, False):
        buttons = reply.buttons(embeds=embeds)
        assert len(buttons) <= 5
        assert all(len(button.label) <= 80 and len(f"fact:{button.action}:{button.fact}") <= 100 for button in buttons)


@pytest.fixture
def toll(town: Matcher) -> Fact:
    return town.base.facts[0]


def test_the_longest_fact_is_cut_to_the_limits_with_a_way_to_all_of_it(town: Matcher, toll: Fact) -> None:
    reply = render_fact(longest(toll), town, "Taking it that you mean Anna Berg. " * 20)

    check(reply)
    assert next(button.action for button in reply.buttons(embeds=True)) == "full"
    assert next(button.action for button in reply.buttons(embeds=False)) == "full"


def test_a_short_fact_needs_no_such_way(town: Matcher, toll: Fact) -> None:
    reply = render_fact(toll, town)

    assert "full" not in [button.action for button in reply.buttons(embeds=True)]
    assert "full" not in [button.action for button in reply.buttons(embeds=False)]


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
        check(render(Decision(question, outcome, town)))


def test_markup_of_the_asker_is_shown_and_not_carried_out(town: Matcher) -> None:
    reply = render(Decision(HOSTILE, Abstention("nothing near"), town))

    first = reply.text.partition("\n")[0]
    assert first.startswith("> ")
    assert "\\*\\*bold\\*\\*" in first
    assert "\\[link](https" in first
    assert "\u202e" not in first
    assert "\u202e" not in (render(Decision(HOSTILE, Abstention("nothing near"), town)).embed.author.name or "")


def test_what_happens_next_is_only_promised_when_it_is_true(town: Matcher) -> None:
    decision = Decision("who?", Abstention("nothing near"), town)

    assert "gone to the editors" in render(decision, record="0" * 32).text
    assert "gone to the editors" not in render(decision).text


@pytest.mark.parametrize("status", ["confirmed", "reported", "denied", "disputed", "unresolved"])
def test_each_status_has_a_colour_of_its_own(town: Matcher, toll: Fact, status: str) -> None:
    shown = {
        other: render_fact(replace(toll, status=other), town).embed.colour
        for other in ("confirmed", "reported", "denied", "disputed", "unresolved")
    }

    assert isinstance(shown[status], discord.Colour)
    assert len(set(shown.values())) == len(shown)


def test_candidates_are_numbered_and_each_has_its_button(town: Matcher) -> None:
    reply = render_candidates("Pick:", town.base.facts)

    check(reply)
    assert reply.text.splitlines()[1] == f"1. {town.base.facts[0].question}"
    assert [button.fact for button in reply.choices] == [fact.id for fact in town.base.facts]
