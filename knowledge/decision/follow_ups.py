"""Questions that lean on the last answer: "and how much did they pay him?", "where?", "and the mayor?"."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from knowledge.language.analysis import ENTITY_MARK, Analysis, Analyst
from knowledge.language.english import english
from knowledge.model import Fact

FORGOTTEN_AFTER = timedelta(minutes=10)
# So few words without a name say too little to stand alone.
_SHORT = 4

IsTelling = Callable[[str], bool]
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Context:
    """The last answered fact of a conversation and when it was answered."""

    fact: Fact
    answered_at: datetime

    def is_stale(self, now: datetime) -> bool:
        """Whether too much time has passed for a question to lean on it."""
        return now - self.answered_at > FORGOTTEN_AFTER


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question read in the light of the last answer; ``assumed`` are the names it took over.

    ``leans`` says that the question cannot be meant alone, so an answer to it alone does not count.
    """

    question: Analysis
    assumed: tuple[str, ...]
    leans: bool


def interpretations(
    question: Analysis, context: Context, analyst: Analyst, is_telling: IsTelling
) -> tuple[Interpretation, ...]:
    """Return the ways to read a question that leaves something out; none where it leaves out nothing.

    It may lack a name, or the whole topic; a short question is read both ways.

    Args:
        question: what was asked.
        context: the last answer.
        analyst: takes the last answer's question apart.
        is_telling: whether a token says what a question is about.
    """
    words = [text for text in question.texts if text]
    pronouns, openers = english().pronouns.referring, english().cues.opening
    refers = not pronouns.isdisjoint(words)
    opens = not openers.isdisjoint((*words[:1], " ".join(words[:2])))
    own = [(token, text) for token, text in _pairs(question) if text not in pronouns and text not in openers]
    bare = not any(is_telling(token) for token, text in own if text)
    short = len(words) <= _SHORT and not question.entities
    if not (refers or opens or short or (bare and not question.entities)):
        return ()
    # "ok" and "thank you" ask nothing, and "who are you" asks after the bot.
    if not (refers or opens) and not (_asks(question, words) and english().pronouns.addressed.isdisjoint(words)):
        return ()
    subject = analyst.stored(context.fact.question)
    names = _left_out(question, subject, analyst)
    topic = [(token, text) for token, text in _pairs(subject) if text and is_telling(token)]
    added = ([] if bare else [names]) + ([names + topic] if bare or short else [])
    leans = bare or not question.entities
    return tuple(_with(question, own, pairs, subject, analyst, leans=leans) for pairs in added if pairs)


def _asks(question: Analysis, words: list[str]) -> bool:
    lists = english()
    asking = lists.open_question_words | lists.auxiliaries | lists.cues.source
    return bool(question.claims.question_words) or not asking.isdisjoint(words)


def _with(  # noqa: PLR0913  the parts of one reading
    question: Analysis, own: Pairs, added: Pairs, subject: Analysis, analyst: Analyst, *, leans: bool
) -> Interpretation:
    taken = [token.removeprefix(ENTITY_MARK) for token, text in added if not text]
    tokens, texts = zip(*own, *added, strict=True)
    concepts = question.concepts | subject.concepts if len(taken) < len(added) else question.concepts
    read = replace(question, tokens=tokens, texts=texts, entities=question.entities.union(taken), concepts=concepts)
    return Interpretation(read, tuple(analyst.finder.names[entity] for entity in taken), leans)


def _pairs(text: Analysis) -> Pairs:
    return list(zip(text.tokens, text.texts, strict=True))


def _left_out(question: Analysis, subject: Analysis, analyst: Analyst) -> Pairs:
    kinds = analyst.finder.kinds
    missing = [
        token
        for token in dict.fromkeys(subject.tokens)
        if token.startswith(ENTITY_MARK) and token.removeprefix(ENTITY_MARK) not in question.entities
    ]
    for entity in question.entities:
        # "and the mayor?" puts a new person in the place of the one who was spoken of first.
        rival = next((token for token in missing if kinds[token.removeprefix(ENTITY_MARK)] == kinds[entity]), None)
        if rival:
            missing.remove(rival)
    return [(token, "") for token in missing]
