"""What an editor might add to a fact: wordings, ``not`` lines, names and offices, each for a person to judge.

Nothing is made up: a wording or ``not`` line is a question that somebody asked, or the fact's own in another grammar or
with another listed name; a name or an office is what an answer says. Nothing is written.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.decision.outcomes import WORTH_SUGGESTING, Answer, Candidate
from knowledge.errors import FactBaseError
from knowledge.language.english import english
from knowledge.language.opposites import opposite_stems
from knowledge.language.text import fold, split
from knowledge.loading.lessons import with_lessons
from knowledge.model import Fact
from knowledge.reading.blocks import objection_of
from knowledge.service.recasting import noun_synonyms, recast
from knowledge.service.teaching import TeachingError, drawn_by, refuse_at_once
from knowledge.service.unlisted import UnlistedOffice, names_of, offices_of

# Of each kind so many are offered: an editor reads them all, and they fit one menu. A menu's option holds so many
# characters, and a longer wording is hardly one that others would use.
WORDINGS, NEAR_MISSES, NAMES, OFFICES = 10, 5, 5, 5
LONGEST = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What readers asked in vain, those questions first that matter most.

    Of those in ``refused`` a reader has said that the fact at hand, which they got, doesn't answer them. ``precision``
    is the share of right answers, 0 to 1, from which on they would have got one.
    """

    open: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    precision: float = PRECISION


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What might be added to ``fact``; ``names`` and ``offices`` are those that no editor has listed."""

    fact: Fact
    wordings: tuple[str, ...]
    near_misses: tuple[str, ...]
    names: tuple[str, ...]
    offices: tuple[UnlistedOffice, ...]

    def __bool__(self) -> bool:
        return bool(self.wordings or self.near_misses or self.names or self.offices)


def propose(matcher: Matcher, fact: Fact, asked: Asked, preview: Callable[[bytes], Matcher]) -> Proposals:
    """Return what might be added to a fact of the base that ``matcher`` serves.

    Args:
        matcher: over the base as it is.
        fact: one of its facts.
        asked: what readers asked in vain.
        preview: returns the matcher over the base with another ``learned.yaml``.
    """
    guesses = [*recast(fact.question, noun_synonyms(matcher.base))]
    swaps = _with_other_names(matcher, fact, matcher.swaps(matcher.base.facts.index(fact), fact.question))
    waiting, guessed, swapped = (_unanswered(matcher, texts, asked.precision) for texts in (asked.open, guesses, swaps))
    missed = [text for text in asked.refused if len(text) <= LONGEST and not matcher.exact(text)]
    missed += [text for text in (*waiting, *swapped) if _is_near_miss(matcher, fact, text)]
    wanted = [text for text in (*waiting, *guessed) if _is_asked_of(matcher, fact, text)]
    return Proposals(
        fact=fact,
        wordings=_harmless(matcher, fact, _distinct(wanted)[:WORDINGS], preview),
        near_misses=_distinct(missed)[:NEAR_MISSES],
        names=names_of(matcher.base, fact)[:NAMES],
        offices=offices_of(matcher.base, fact)[:OFFICES],
    )


def _unanswered(matcher: Matcher, texts: Iterable[str], precision: float) -> list[str]:
    """Return those of some texts that fit and that nothing answers surely."""
    fitting = [text for text in texts if len(text) <= LONGEST and not matcher.exact(text)]
    return [text for text in fitting if not isinstance(matcher.decide(text, precision=precision), Answer)]


def _is_asked_of(matcher: Matcher, fact: Fact, text: str) -> bool:
    """Whether a text asks for just this fact."""
    best = next((one for one in _near(matcher, text) if one.block is None), None)
    if best is None or best.fact.id != fact.id:
        return False
    try:
        refuse_at_once(matcher, fact, text)
    except TeachingError:
        return False
    return matcher.objection(text, fact) is None and not _turns(fact, text)


def _is_near_miss(matcher: Matcher, fact: Fact, text: str) -> bool:
    """Whether a text comes nearest to this fact and asks for something that its guard refuses."""
    near = _near(matcher, text)
    # As a near miss of one fact it would be kept from all the others, and one of those may answer it.
    if not near or near[0].fact.id != fact.id or any(one.block is None for one in near[1:]):
        return False
    block = near[0].block
    if block is None:
        return _turns(fact, text)
    # Of an opposite editors may know better: here one ticks it.
    if block.kind == "opposite":
        return True
    return block.kind != "near miss" and objection_of(block.kind).is_final


def _turns(fact: Fact, text: str) -> bool:
    """Whether a word makes another question of it that no guard sees: the last trip, where the fact has the first."""
    lists = english()
    ranks = lists.ordinals | lists.cues.rank
    told = {word.stem for own in (*fact.wordings, fact.answer) for word in split(own)}
    strange = [word for word in split(text) if word.stem not in told]
    return any(word.text in ranks or not told.isdisjoint(opposite_stems().get(word.stem, ())) for word in strange)


def _near(matcher: Matcher, text: str) -> list[Candidate]:
    return [one for one in matcher.candidates(text) if one.confidence >= WORTH_SUGGESTING]


def _with_other_names(matcher: Matcher, fact: Fact, texts: Iterable[str]) -> Iterator[str]:
    """Yield those of some texts that name somebody else than the fact's question: another word may make nonsense."""
    own = matcher.read(fact.question).entities
    return (text for text in texts if matcher.read(text).entities != own)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple({fold(text): text for text in reversed([*texts])}.values())[::-1]


def _harmless(
    matcher: Matcher, fact: Fact, texts: tuple[str, ...], preview: Callable[[bytes], Matcher]
) -> tuple[str, ...]:
    """Return those texts that, taught all together, find the fact and draw no question of another to it."""
    if not texts:
        return ()
    try:
        after = preview(with_lessons(matcher.base, fact.id, texts, "a proposal", fact.as_of))
    except FactBaseError:
        return ()
    return tuple(text for text in texts if _finds(after, fact, text) and not _draws(matcher, after, fact, text))


def _finds(after: Matcher, fact: Fact, text: str) -> bool:
    outcome = after.decide(text)
    return isinstance(outcome, Answer) and outcome.fact.id == fact.id


def _draws(before: Matcher, after: Matcher, fact: Fact, text: str) -> bool:
    return any(is_alike for _, is_alike in drawn_by(before, after, fact, text))
