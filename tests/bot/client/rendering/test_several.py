"""Several replies in one message: within Discord's limits, with buttons that differ."""

from dataclasses import replace

from bot.client.rendering.replies import render_candidates, render_fact
from bot.client.rendering.several import LEAST_DESCRIPTION, buttons_of, embeds_of
from bot.limits import BUTTONS, EMBEDS
from knowledge.decision.matcher import Matcher
from knowledge.model import Citation, Fact, Position


def long(fact: Fact, number: int) -> Fact:
    return replace(
        fact,
        id=f"{fact.id}-{number}",
        question="w" * 256,
        answer="So it was. " * 136,
        positions=tuple(Position(f"somebody {n}" * 20, "he said " * 34) for n in range(4)),
        citations=tuple(Citation(fact.citations[0].source) for _ in range(9)),
    )


def test_long_replies_share_the_room(town: Matcher) -> None:
    replies = [render_fact(long(town.base.facts[0], number), town) for number in range(3)]
    assert sum(len(reply.embed) for reply in replies) > EMBEDS

    buttons = buttons_of(replies)
    embeds = embeds_of(replies)

    assert sum(map(len, embeds)) <= EMBEDS
    assert all(len(embed.description or "") >= LEAST_DESCRIPTION for embed in embeds)
    assert all({"Status", "Sources"} <= {field.name for field in embed.fields} for embed in embeds)
    assert {button.action for button in buttons} >= {"full", "sources", "wrong"}
    assert len(buttons) <= BUTTONS


def test_short_replies_stay_whole(town: Matcher) -> None:
    replies = [render_fact(fact, town) for fact in town.base.facts[:2]]

    assert [embed.description for embed in embeds_of(replies)] == [fact.answer for fact in town.base.facts[:2]]


def test_no_two_buttons_do_the_same(town: Matcher) -> None:
    replies = [render_candidates("Did you mean:", town.base.facts), render_candidates("Or:", town.base.facts[:1])]

    buttons = buttons_of(replies)

    assert len({(button.action, button.fact) for button in buttons}) == len(buttons) == len(town.base.facts)
    assert buttons[0].label == f"1. {town.base.facts[0].question}"


def test_the_buttons_of_one_reply_are_its_own(town: Matcher) -> None:
    reply = render_fact(town.base.facts[0], town)

    assert buttons_of([reply]) == reply.buttons(embeds=True)
