"""A text that somebody wrote beside the reporting: each claim with the fact that bears on it, and what differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from bot.newsroom.bearing import bears, links_in, parts_of, resting_on, without_links
from bot.newsroom.differences import Difference, differences
from bot.newsroom.framing import clauses, unframed
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Candidate
from knowledge.model import Fact

# Of a fact that is as likely as not about the same matter, but of another, the other's name is what the base lacks.
LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim as it was made, with the ``fact`` that bears on it and what differs for certain.

    Without a fact, ``lacks`` is the name or word that the base doesn't have, "" where no single one is to blame.
    Without a claim, the fact rests on a report that the text links to.
    """

    claim: str
    fact: Fact | None = None
    differences: tuple[Difference, ...] = ()
    lacks: str = ""


class _Checker:
    """Ranks the facts for each text once: a claim is looked at as it stands, without its frame, and in its parts."""

    def __init__(self, matcher: Matcher, precision: float) -> None:
        self.matcher = matcher
        self.ranked = cache(matcher.candidates)
        self._threshold = matcher.threshold(precision)

    def is_sure(self, one: Candidate) -> bool:
        """Whether a candidate is sure enough to answer with."""
        return one.confidence >= self._threshold


def find(matcher: Matcher, text: str, precision: float) -> tuple[Finding, ...]:
    """Return what the base has on each claim of a text, in its order, and then on the reports which it links to.

    Claims on which nothing bears are among them where they name somebody or something, or a number or a day; where
    that leaves none, the first of which it can be said what the base has never heard of.
    ``precision`` is the share of answers that must be right: below it no difference is named.
    """
    checker = _Checker(matcher, precision)
    found: dict[tuple[str, str], Finding] = {}
    claims = tuple(_claims(checker, text))
    for claim in claims:
        one = _finding(checker, claim)
        if one is not None:
            found.setdefault((one.fact.id if one.fact else "", unframed(claim).casefold()), one)
    known = {one.fact.id for one in found.values() if one.fact}
    linked = [Finding("", fact) for fact in resting_on(matcher, links_in(text)) if fact.id not in known]
    if not found and not linked:
        lacking = (Finding(claim, lacks=lacks) for claim in claims if (lacks := _lacking(checker, claim)))
        linked = list(islice(lacking, 1))
    return (*found.values(), *linked)


def held_against(matcher: Matcher, claim: str, fact: Fact, precision: float) -> Finding:
    """Return a claim beside a fact that is known to bear on it."""
    checker = _Checker(matcher, precision)
    sure = any(one.fact.id == fact.id and checker.is_sure(one) for one in checker.ranked(unframed(claim)))
    return Finding(claim, fact, differences(matcher, unframed(claim), fact) if sure else ())


def _claims(checker: _Checker, text: str) -> Iterator[str]:
    """Yield the claims of a text: its sentences, and the parts of one where each bears on a fact of its own."""
    for sentence in parts_of(checker.matcher, without_links(text)):
        parts = clauses(sentence)
        bearing = (_best(checker, part) for part in parts) if len(parts) > 1 else ()
        nearest = {best.fact.id for best in bearing if best is not None}
        yield from parts if len(nearest) > 1 else (sentence,)


def _finding(checker: _Checker, claim: str) -> Finding | None:
    best, matcher = _best(checker, claim), checker.matcher
    if best is not None:
        differing = differences(matcher, unframed(claim), best.fact) if checker.is_sure(best) else ()
        return Finding(claim, best.fact, differing)
    said = matcher.read(unframed(claim))
    is_checkable = bool(said.entities or said.strangers or said.claims.has_numbers)
    return Finding(claim, lacks=_lacking(checker, claim)) if is_checkable else None


def _best(checker: _Checker, claim: str) -> Candidate | None:
    """Return the surest fact that bears on a claim, with what stands around it or without."""
    texts = dict.fromkeys((unframed(claim), claim))
    bearing = [one for text in texts for one in checker.ranked(text) if bears(one)]
    # An unknown name in the place of the one whom the fact names is just what a finding is about.
    bearing += [same for one in checker.ranked(unframed(claim)) for same in _of_another(checker, claim, one)]
    return max(bearing, key=lambda one: one.confidence, default=None)


def _of_another(checker: _Checker, claim: str, one: Candidate) -> Iterator[Candidate]:
    """Yield a fact that names another than the claim does, as sure as it is of the claim with and without that name.

    The other's name keeps the judgement from the fact: without it the claim is about the same matter, or it isn't.
    """
    bare, is_of_name = unframed(claim), one.block is not None and one.block.kind in ("name", "unknown name")
    named = differences(checker.matcher, bare, one.fact) if is_of_name else ()
    for other in (difference.said for difference in named if difference.kind == "name"):
        same = (one, *(near for near in checker.ranked(bare.replace(other, " ")) if near.fact.id == one.fact.id))
        yield from filter(bears, (Candidate(near.fact, near.confidence, near.phrasing) for near in same))


def _lacking(checker: _Checker, claim: str) -> str:
    """Return the name or word that the base lacks for a claim, as it was written or as the base has it; else ""."""
    bare = unframed(claim)
    read = checker.matcher.read(bare)
    if read.strangers:
        return _as_written(claim, read.strangers[0])
    blocks = (one.block for one in checker.ranked(bare) if one.confidence >= LIKELY)
    named = next((block.what for block in blocks if block and block.kind in ("name", "unknown name")), "")
    unheard = (*read.unknown, *checker.matcher.unheard(bare))
    return named or next((_as_written(claim, word) for word in unheard), "")


def _as_written(claim: str, word: str) -> str:
    """Return a word as a claim has it, without what shows whose it is: “about Quist”, not “about quist's”."""
    words = (one.strip(".,;:!?\"'“”()*_") for one in claim.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    return next((name for one in words if (name := one.removesuffix("'s")).casefold() == word.casefold()), word)
