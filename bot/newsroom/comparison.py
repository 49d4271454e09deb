"""Two matchers side by side: which of the facts' own questions one answers otherwise than the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer


@dataclass(frozen=True, slots=True)
class Difference:
    """A wording of a fact with the fact that answers it before and after; None: nothing answers it."""

    wording: str
    before: str | None
    after: str | None


def differences(old: Matcher, new: Matcher, precision: float) -> Iterator[Difference]:
    """Yield the wordings of all facts that both bases have and that would be answered by another fact than before."""
    for fact in new.base.facts:
        before = old.fact(fact.id)
        for wording in fact.wordings if before else ():
            was, will_be = _answering(old, wording, precision), _answering(new, wording, precision)
            if was != will_be:
                yield Difference(wording, was, will_be)


def _answering(matcher: Matcher, question: str, precision: float) -> str | None:
    outcome = matcher.decide(question, precision=precision)
    return outcome.fact.id if isinstance(outcome, Answer) else None
