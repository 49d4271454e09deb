"""Findings as Discord shows them: each claim quoted, the fact that bears on it below, and what differs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.client.rendering.replies import ROOM, Reply, ReplyButton, Showing, render_fact, shown_question, unescaped
from bot.limits import MESSAGE
from bot.newsroom.findings import Finding
from bot.text import shortened
from bot.wording.cautions import cautions_in_brief
from bot.wording.facts import status_line
from bot.wording.findings import HEADING, RESTS, difference_in_words, left_out_in_words, nothing_in_words
from bot.wording.labels import POST
from bot.wording.notices import NOTHING_BEARS
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import SUGGESTED
from knowledge.model import Fact, FactBase

# How many are shown, and characters of a claim, of a fact's question and of one line that tells what differs or lacks.
LACKING_SHOWN, DIFFERENCES_SHOWN = 3, 2
CLAIM, QUESTION, LINE = 120, 100, 120
# An answer gets what is left of the message, but no more than a phone shows at once, and no less than says something.
LEAST_ANSWER, LONGEST_ANSWER = 80, 400
_QUOTE = "> "
_NUMBERED = re.compile(r"(\d+)\. \*\*")


def render_findings(findings: Sequence[Finding], base: FactBase, today: date, *, may_post: bool) -> Reply:
    """Return what is shown to whoever has a message checked; ``may_post`` says whether others may be shown it.

    ``base`` has the facts of the findings; what is to be minded of each is said as it stands ``today``.
    """
    borne = [one for one in findings if one.fact][:SUGGESTED]
    lacking = [one for one in findings if not one.fact][:LACKING_SHOWN]
    if not borne and not lacking:
        return Reply(text=NOTHING_BEARS)
    said = {one.fact.id: cautions_in_brief(one.fact, base, today) for one in borne if one.fact}
    while lacking and borne and _room(borne, lacking, said) < LEAST_ANSWER * len(borne):
        lacking.pop()
    answer = min(max(_room(borne, lacking, said) // max(len(borne), 1), LEAST_ANSWER), LONGEST_ANSWER)
    shown = sorted([*borne, *lacking], key=findings.index)
    # Several claims may bear on one fact, which has one number and one button.
    numbers = {name: number for number, name in enumerate(dict.fromkeys(one.fact.id for one in borne if one.fact), 1)}
    blocks = ["\n".join(_block(one, numbers[one.fact.id] if one.fact else 0, answer, said)) for one in shown]
    left = [left_out_in_words(len(findings) - len(shown))] if len(findings) > len(shown) else []
    choices = [ReplyButton("pick", name, str(number)) for name, number in numbers.items()]
    if may_post and any(one.claim for one in borne):
        choices.append(ReplyButton("post", "", POST))
    return Reply(text=shortened("\n\n".join([HEADING, *blocks, *left]), MESSAGE), choices=tuple(choices))


def render_posted(finding: Finding, fact: Fact, matcher: Matcher, today: date, site_url: str | None = None) -> Reply:
    """Return a finding as others see it: a reply to the claim, put right like any other when ``fact`` changes."""
    differs = "\n".join(_differing(finding))
    reply = render_fact(fact, matcher, Showing(today, site_url), room=ROOM - len(differs) - 1)
    text = f"{differs}\n{reply.text}" if differs else reply.text
    return replace(reply, text=text, asked=shown_question(finding.claim))


def claims_in(text: str) -> dict[int, str]:
    """Return the claims that a finding shows, by the number of the fact below each, where there is one."""
    claims: dict[int, str] = {}
    claim = ""
    for line in text.splitlines():
        if line.startswith(_QUOTE):
            claim = unescaped(line.removeprefix(_QUOTE))
        elif not line:
            claim = ""
        elif claim and (number := _NUMBERED.match(line)):
            claims[int(number[1])] = claim
    return claims


def _room(borne: Sequence[Finding], lacking: Sequence[Finding], said: Mapping[str, list[str]]) -> int:
    """Return the characters of a message that are left for the answers."""
    fixed = (len("\n".join(_block(one, 1, 0, said))) + len("\n\n\n") for one in (*borne, *lacking))
    return MESSAGE - len(HEADING) - LINE - sum(fixed)


def _block(finding: Finding, number: int, answer: int, said: Mapping[str, list[str]]) -> list[str]:
    """Return the lines of one finding with ``answer`` characters of the fact's answer; ``said`` is what to mind."""
    head = f"{_QUOTE}{shortened(shown_question(finding.claim), CLAIM)}" if finding.claim else RESTS
    fact = finding.fact
    if fact is None:
        return [head, shortened(nothing_in_words(finding), LINE)]
    lines = [f"{number}. **{shortened(fact.question, QUESTION)}**", *said.get(fact.id, ()), status_line(fact)]
    lines += [shortened(fact.answer, answer)] if answer else []
    return [head, *lines, *_differing(finding)]


def _differing(finding: Finding) -> Iterator[str]:
    return (shortened(difference_in_words(one), LINE) for one in finding.differences[:DIFFERENCES_SHOWN])
