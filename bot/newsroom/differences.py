"""Where a claim and a fact differ for certain: another number of the same thing, another day, another name in a role.

Silence is better than a difference that is none, so each is named only where all else that is claimed is in the fact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.newsroom.written import Written, date_of, dated, day_shown, numbers_in
from knowledge.decision.matcher import Matcher
from knowledge.language.analysis import ENTITY_MARK, Analysis
from knowledge.language.claims import CURRENCIES, Claims, Day
from knowledge.language.english import english
from knowledge.language.stemming import stem
from knowledge.language.text import split
from knowledge.model import Fact
from knowledge.reading.fact_text import FactText
from knowledge.reading.request import read_request

Kind = Literal["number", "date", "name", "roles"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, as the message has it and as the fact has it; of roles, who acts in the message, and on whom."""

    kind: Kind
    said: str
    told: str


def differences(matcher: Matcher, claim: str, fact: Fact) -> tuple[Difference, ...]:
    """Return what differs for certain between a claim and the fact that bears on it."""
    said, texts = matcher.read(claim), matcher.texts_of(fact)
    words = frozenset(word.text for word in split(claim))
    if said.claims.negated or said.claims.now or "not" in words or _is_question(claim):
        return ()
    # A day that bounds a time is not the day of something.
    dates = _dates(said, texts, fact) if words.isdisjoint(english().cues.bound) else ()
    found = [*_numbers(said, claim, texts, fact), *dates]
    if not found:
        found = [*_names(matcher, said, claim, texts), *_roles(matcher, said, texts)]
    return tuple(found) if found and _is_carried(matcher, said, texts, found) else ()


def _is_question(claim: str) -> bool:
    """Whether a claim asks for something that it doesn't say itself: "when did it sail" claims no day."""
    return read_request([word.text for word in split(claim)]).kind not in ("yes or no", "keywords")


def _numbers(said: Analysis, claim: str, texts: FactText, fact: Fact) -> Iterator[Difference]:
    """Yield each number that a fact doesn't hold, and in whose place it has just one other."""
    held = {count.number for count in texts.claims.counts} | texts.claims.numbers | texts.claims.years
    claimed, told = list(numbers_in(claim, said.claims)), list(_told(texts, fact))
    numbers = {one.count.number for one in claimed}
    for one in claimed:
        rivals = {other.count.number: other for other in told if _count_the_same(one, other)}
        own = {other.count.number for other in claimed if _count_the_same(one, other)}
        if one.count.number in held or len(rivals) != 1 or len(own) != 1 or rivals.keys() & numbers:
            continue
        (rival,) = rivals.values()
        if not (one.is_loose or rival.is_loose):
            yield Difference("number", one.shown, rival.shown)


def _told(texts: FactText, fact: Fact) -> Iterator[Written]:
    claims = frozenset().union(*(text.claims.counts for text in texts.told))
    return numbers_in(fact.answer, Claims(counts=claims))


def _count_the_same(one: Written, other: Written) -> bool:
    mine, theirs = one.count.of, other.count.of
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _dates(said: Analysis, texts: FactText, fact: Fact) -> Iterator[Difference]:
    """Yield the day, month or year of a claim, where the fact has another one and no second."""
    claimed, told = date_of(said.claims), _date_of(texts, fact)
    if claimed and told and not _is_held(claimed, texts.claims):
        yield Difference("date", day_shown(claimed), day_shown(told))


def _date_of(texts: FactText, fact: Fact) -> Day | None:
    if fact.happened:
        return None if "/" in fact.happened else dated(fact.happened)
    dates = {date for text in texts.told[: _sentences(texts)] if (date := date_of(text.claims))}
    return dates.pop() if len(dates) == 1 and len(texts.own_claims.years) == 1 else None


def _sentences(texts: FactText) -> int:
    """Return how many of what a fact tells are sentences of its answer."""
    return len(texts.starts) - texts.wordings


def _is_held(day: Day, held: Claims) -> bool:
    """Whether a fact has a date anywhere, be it of a source."""
    if day.year and day.year not in held.years:
        return False
    if day.day:
        return any(Day(day.month, day.day, day.year).may_be(other) for other in held.days)
    if day.month and day.year:
        return (day.month, day.year) in held.dated or any(
            other.month == day.month and other.year == day.year for other in held.days
        )
    return not day.month or day.month in held.months


def _names(matcher: Matcher, said: Analysis, claim: str, texts: FactText) -> Iterator[Difference]:
    """Yield another person than the one whom a fact names who is asked "who": there is one for that role."""
    if texts.requests[0].kind != "who":
        return
    kinds = {entity.id: entity.kind for entity in matcher.base.entities}
    told = frozenset[str]().union(*(text.entities for text in texts.told[: _sentences(texts)]))
    asked = texts.analyses[0].entities
    meant = [name for name in told - said.entities - asked if kinds[name] == "person"]
    others = [matcher.names[name] for name in said.entities - texts.names if kinds[name] == "person"]
    if said.strangers and not others:
        # As it was written, first name and last.
        run = r"\W+".join(map(re.escape, said.strangers))
        found = re.search(rf"\b{run}\b", claim, re.IGNORECASE)
        others = [found[0]] if found and found[0].istitle() else []
    if len(meant) == len(others) == 1 and asked <= said.entities:
        yield Difference("name", others[0], matcher.names[meant[0]])


def _roles(matcher: Matcher, said: Analysis, texts: FactText) -> Iterator[Difference]:
    """Yield two whom a claim has the other way round: "Berg fired Lind", in so many words, where Lind fired Berg."""
    if len(said.acts) != 1 or len(said.entities) != 2:
        return
    ((actor, other),) = said.acts
    acts = frozenset[tuple[str, str]]().union(*(text.acts for text in (*texts.analyses, *texts.told)))
    marks = [f"{ENTITY_MARK}{actor}", f"{ENTITY_MARK}{other}"]
    if said.tokens[:1] != (marks[0],) or marks[1] not in said.tokens or (actor, other) in acts:
        return
    between = said.texts[1 : said.tokens.index(marks[1])]
    verbs = [text for text in between if text not in english().auxiliaries]
    if (
        len(verbs) == 1
        and verbs[0] not in english().function_words
        and english().cues.passive.isdisjoint(between)
        and (other, actor) in acts
    ):
        yield Difference("roles", matcher.names[actor], matcher.names[other])


def _is_carried(matcher: Matcher, said: Analysis, texts: FactText, found: list[Difference]) -> bool:
    """Whether a fact has all the words and names of a claim, save those that differ."""
    kinds, lists = {one.kind for one in found}, english()
    if said.strangers and "name" not in kinds:
        return False
    small = {*lists.function_words, *lists.calendar.months, *lists.calendar.weekdays, *lists.numbers}
    # What a currency's sign stands for is no word that the fact must have.
    differing = {word.stem for one in found if one.kind == "name" for word in split(one.said)} | {*CURRENCIES.values()}
    for token, text in zip(said.tokens, said.texts, strict=True):
        if not text:
            if token.removeprefix(ENTITY_MARK) not in texts.names and "name" not in kinds:
                return False
        elif not (text in small or text[0].isdigit() or token in differing or _has(matcher, texts, token, text)):
            return False
    return True


def _has(matcher: Matcher, texts: FactText, token: str, text: str) -> bool:
    """Whether a fact has a word, by its stem or by a synonym that editors listed."""
    stems = {stem(word) for word in texts.said}
    return token in texts.column or token in stems or bool(matcher.read(text).concepts & texts.columns.keys())
