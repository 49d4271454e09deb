"""Questions that lean on the last answer: "and how much did they pay him?"."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from knowledge.analysis import ENTITY_MARK, Analysis, Analyst
from knowledge.model import Fact

FORGOTTEN_AFTER = timedelta(minutes=10)
_PRONOUNS = frozenset("he him his she her hers they them their theirs it its this that these those there one".split())
_PERSONAL = frozenset("he him his she her hers".split())
_OPENERS = frozenset("and but or also plus".split())
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Context:
    """The last answered fact of a conversation and when it was answered."""

    fact: Fact
    answered_at: datetime

    def is_stale(self, now: datetime) -> bool:
        """Whether too much time has passed for a question to lean on it."""
        return now - self.answered_at > FORGOTTEN_AFTER


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read in the light of the last answer; ``assumed`` are the names it took over.

    ``leans`` says that the question cannot be meant alone, so an answer to it alone does not count.
    """

    question: Analysis
    assumed: tuple[str, ...]
    leans: bool


def read_follow_up(question: Analysis, context: Context, analyst: Analyst) -> Reading | None:
    """Return the question with the subject it leaves out, or None where it leaves out none."""
    words = [text for text in question.texts if text]
    pronouns = _PRONOUNS.intersection(words)
    opens = bool(words) and (words[0] in _OPENERS or words[:2] in (["what", "about"], ["how", "about"]))
    if not (pronouns or opens or (len(words) <= _SHORT and not question.entities)):
        return None
    subject = analyst.stored(context.fact.question)
    missing = _missing(question, subject, analyst)
    if not missing:
        return None
    return Reading(
        _with_subject(question, missing),
        tuple(analyst.finder.names[entity] for entity in missing),
        bool(pronouns) and not question.entities,
    )


def _missing(question: Analysis, subject: Analysis, analyst: Analyst) -> tuple[str, ...]:
    kinds = analyst.finder.kinds
    named_persons = [entity for entity in question.entities if kinds[entity] == "person"]
    found = []
    for token in dict.fromkeys(subject.tokens):
        entity = token.removeprefix(ENTITY_MARK)
        if not token.startswith(ENTITY_MARK) or entity in question.entities:
            continue
        # "and Manafort?" puts a new person in the old one's place.
        if not (named_persons and kinds[entity] == "person"):
            found.append(entity)
    return tuple(found)


def _with_subject(question: Analysis, missing: tuple[str, ...]) -> Analysis:
    kept = [
        (token, text)
        for token, text in zip(question.tokens, question.texts, strict=True)
        if text not in _PRONOUNS and not (text in _OPENERS and token == question.tokens[0])
    ]
    added = [(ENTITY_MARK + entity, "") for entity in missing]
    tokens, texts = zip(*kept, *added, strict=True) if kept or added else ((), ())
    return replace(question, tokens=tokens, texts=texts, entities=question.entities.union(missing))
