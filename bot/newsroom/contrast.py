"""What was asked of one and the base has for another: said only where both halves of it are true."""

from dataclasses import dataclass

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Candidate, Suggestions

# A fact as likely as not to be meant may be set against what was asked for; of one that is far off it would be odd.
EVEN_ODDS = 0.5


@dataclass(frozen=True, slots=True)
class Contrast:
    """Whom or what the base lacks an answer for, and the other that it ``has`` one for, "" where there is none.

    It ``may_have`` one where one of several suggestions is about whom the first is not about.
    """

    lacks: str
    has: str = ""
    may_have: bool = False


def set_against(matcher: Matcher, question: str, outcome: Suggestions) -> Contrast | None:
    """Return what the base lacks, None where nothing can be said of that.

    What it has instead is for one of the same kind, who alone stands in the place of the other: all else that the
    question names the fact has too, and the question does not name the one.
    """
    first, block = outcome.candidates[0], outcome.block
    if block is None or block.kind != "name":
        return None
    if any(_is_about(matcher, one, block.what) for one in outcome.candidates):
        return Contrast(block.what, may_have=True)
    if first.confidence < EVEN_ODDS:
        return Contrast(block.what)
    rival = _rival(matcher, matcher.read(question).entities, block.what, first)
    return Contrast(block.what, rival) if rival else None


def _rival(matcher: Matcher, asked: frozenset[str], lacks: str, candidate: Candidate) -> str:
    lacking = {name for name in asked if matcher.names[name] == lacks}
    kinds = {entity.id: entity.kind for entity in matcher.base.entities}
    texts = matcher.texts_of(candidate.fact)
    meant = {kinds[name] for name in lacking}
    rivals = [name for name in texts.analyses[0].entities - asked if kinds[name] in meant]
    is_same = len(rivals) == 1 and asked - lacking <= texts.names
    return matcher.names[rivals[0]] if is_same else ""


def _is_about(matcher: Matcher, candidate: Candidate, name: str) -> bool:
    """Whether a fact's texts have a name, as editors list it or, where they don't, as a word."""
    texts = matcher.texts_of(candidate.fact)
    return name.casefold() in texts.said or any(matcher.names[one] == name for one in texts.names)
