"""Questions that lean on what was said before: "and how much did they pay him?", "where?", "and the mayor?"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.decision.outcomes import Abstention, Answer, Outcome, Suggestions
from knowledge.decision.pronouns import Name, Pronoun, bindings, filled_in, may_have_pronoun, open_pronouns
from knowledge.language.analysis import ENTITY_MARK, Analysis, Analyst
from knowledge.language.english import english
from knowledge.model import Fact

# Nobody means somebody by "he" who was named more turns ago.
REMEMBERED_TURNS = 6
# So few words without a name say too little to stand alone.
_SHORT = 4

IsTelling = Callable[[str], bool]
Pairs = list[tuple[str, str]]
Turn = tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of a conversation: a question with its pronouns filled in, and the fact that answered it, if one did."""

    text: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What was said in a conversation until ``answered_at``.

    ``fact`` is the one answered last, None where the last question had no answer; ``turns`` are what was said, newest
    first; ``offered`` the facts suggested last, in order.
    """

    fact: Fact | None
    answered_at: datetime
    turns: tuple[Said, ...] = ()
    offered: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question read in the light of a conversation; ``assumed`` are the names it took over.

    ``text`` is the question with its pronouns filled in.
    """

    question: Analysis
    text: str
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The ways to read a question: with its pronouns filled in, and completed by the question before it.

    ``leans`` says that it names nobody, so that in a conversation it is first read as part of that; ``is_part`` that it
    says so itself, by a pronoun or an "and", and counts for nothing alone; ``is_open`` that it has a pronoun for
    somebody, and nobody was named who fits.
    """

    filled: tuple[Interpretation, ...] = ()
    completed: tuple[Interpretation, ...] = ()
    leans: bool = False
    is_part: bool = False
    is_open: bool = False


class FollowUps:
    """Reads questions in the light of their conversation, and keeps what the next one may lean on."""

    def __init__(self, analyst: Analyst, is_telling: IsTelling) -> None:
        """Take an analyst of the base, and what says whether a token tells what a question is about."""
        self._analyst = analyst
        self._finder = analyst.finder
        self._is_telling = is_telling

    def read(self, text: str, question: Analysis, context: Context | None) -> Reading:
        """Return the ways to read a question that leaves something out; none where it leaves out nothing."""
        pronouns = open_pronouns(question, self._finder.kinds)
        filled = self._filled(text, question, pronouns, context)
        missing = not filled and any(pronoun.must for pronoun in pronouns)
        asked = filled or (Interpretation(question, text, ()),)
        words = [word for word in question.texts if word]
        bare = not any(self._is_telling(token) for token, _ in _own(asked[0].question))
        leans = bare or not question.entities or any(pronoun.must for pronoun in pronouns)
        points = bool(pronouns) or _points(words)
        has_content = any(word not in english().function_words for _, word in _own(asked[0].question))
        is_part, is_elliptic = points or not has_content, points or self._is_elliptic(question, words, bare=bare)
        if context is None or missing or not _subject_of(context) or not is_elliptic:
            return Reading(filled, leans=leans, is_part=is_part, is_open=missing)
        short = len(words) <= _SHORT and not question.entities
        completed = [one for way in asked for one in self._completed(way, question, context, bare=bare, short=short)]
        return Reading(filled, tuple(completed), leans=leans, is_part=is_part)

    def after(self, context: Context | None, question: str, outcome: Outcome, at: datetime) -> Context | None:
        """Return the conversation after a question and its outcome; what asks for nothing leaves it as it is."""
        if isinstance(outcome, Abstention) and outcome.reason in ("empty question", "other language"):
            return context
        fact = outcome.fact if isinstance(outcome, Answer) else None
        offered = tuple(one.fact for one in outcome.candidates) if isinstance(outcome, Suggestions) else ()
        said = Said(self._understood(question, context, outcome), fact)
        return Context(fact, at, _newest(said, context), offered)

    def shown(self, context: Context | None, fact: Fact, at: datetime) -> Context:
        """Return the conversation after a fact was shown that somebody picked."""
        return Context(fact, at, _newest(Said(fact.question, fact), context))

    def told(self, context: Context | None, text: str, at: datetime) -> Context:
        """Return the conversation with a text before the question: what is replied to."""
        old = context or Context(None, at)
        return replace(old, turns=_newest(Said(text), context))

    def _understood(self, text: str, context: Context | None, outcome: Outcome) -> str:
        """Return a question with its pronouns filled in as its answer took them, else as is likeliest."""
        if context is None or not may_have_pronoun(text):
            return text
        question = self._analyst.question(text)
        ways = self._filled(text, question, open_pronouns(question, self._finder.kinds), context)
        assumed = outcome.assumed if isinstance(outcome, Answer) else ()
        taken = [way for way in ways if set(way.assumed) <= set(assumed)]
        return next((way.text for way in (*taken, *ways)), text)

    def is_repeated(self, reading: Reading, question: Analysis, fact: Fact, context: Context) -> bool:
        """Whether a fact was an answer in this conversation already, and has nothing of what is asked now."""
        was_given = any(said.fact is not None and said.fact.id == fact.id for said in context.turns)
        if not (was_given and reading.leans):
            return False
        own = [(token, word) for token, word in _own(question) if word and word not in english().function_words]
        if not own:
            # "what about?" asks for more than was said; "when?" has been looked for in the fact.
            return not question.claims.question_words and not english().open_question_words.isdisjoint(question.texts)
        told = [*map(self._analyst.stored, fact.wordings), self._analyst.told(fact.answer)]
        said = {token for text in told for token in text.tokens}
        groups = frozenset[int]().union(*(text.concepts for text in told))
        return not all(token in said or groups & self._analyst.groups_of(word) for token, word in own)

    def _filled(
        self, text: str, question: Analysis, pronouns: tuple[Pronoun, ...], context: Context | None
    ) -> tuple[Interpretation, ...]:
        """Return the ways to fill in the pronouns of a question; none where one that must mean somebody can't."""
        if not pronouns:
            return ()
        turns = [[name for name in turn if name.entity not in question.entities] for turn in self._turns(context)]
        found = []
        for way in bindings(pronouns, turns, self._finder.kinds):
            if all(pronoun.form in way for pronoun in pronouns if pronoun.must):
                meant = filled_in(text, pronouns, way)
                names = tuple(dict.fromkeys(name.text for name in way.values()))
                found.append(Interpretation(self._analyst.question(meant), meant, names))
        return tuple(found)

    def _turns(self, context: Context | None) -> Iterator[Turn]:
        """Yield whom and what each turn named, newest first, and then what its answer did."""
        if context is None:
            return
        for said in context.turns or (Said("", context.fact),):
            asked = self._names(self._analyst.question(said.text), said.text)
            if said.fact is None:
                yield asked
                continue
            yield tuple(dict.fromkeys((*asked, *self._names(self._analyst.stored(said.fact.question)))))
            yield self._names(self._analyst.told(said.fact.answer))

    def _names(self, text: Analysis, source: str = "") -> Turn:
        """Return who and what a text names in order; ``source`` is the text itself, for the names of strangers."""
        entities = [token.removeprefix(ENTITY_MARK) for token in text.tokens if token.startswith(ENTITY_MARK)]
        found = tuple(Name(self._finder.names[entity], entity) for entity in dict.fromkeys(entities))
        strangers = " ".join(word for word in text.strangers if word.capitalize() in source).title()
        return (Name(strangers), *found) if strangers else found

    @staticmethod
    def _is_elliptic(question: Analysis, words: list[str], *, bare: bool) -> bool:
        """Whether a question that doesn't say so may lean on another: so few words, and no name."""
        if question.entities or not (bare or len(words) <= _SHORT):
            return False
        lists = english()
        # "ok" and "thank you" ask nothing, and "who are you" asks after the bot.
        asking = lists.open_question_words | lists.auxiliaries | lists.cues.source
        asks = bool(question.claims.question_words) or not asking.isdisjoint(words)
        return asks and lists.pronouns.addressed.isdisjoint(words)

    def _completed(
        self, way: Interpretation, question: Analysis, context: Context, *, bare: bool, short: bool
    ) -> Iterator[Interpretation]:
        """Yield a question with the names of the last one added, and with its whole topic."""
        text = _subject_of(context)
        subject = self._analyst.stored(text) if context.fact else self._analyst.question(text)
        names = [pair for pair in self._left_out(question, subject) if pair[0] not in way.question.tokens]
        topic = [(token, word) for token, word in _pairs(subject) if word and self._is_telling(token)]
        added = ([] if bare else [names]) + ([names + topic] if bare or short else [])
        for pairs in filter(None, added):
            yield self._with(way, _own(way.question), pairs, subject)

    def _with(self, way: Interpretation, own: Pairs, added: Pairs, subject: Analysis) -> Interpretation:
        question = way.question
        taken = [token.removeprefix(ENTITY_MARK) for token, word in added if not word]
        tokens, texts = zip(*own, *added, strict=True)
        takes_topic = len(taken) < len(added)
        read = replace(
            question,
            tokens=tokens,
            texts=texts,
            entities=question.entities.union(taken),
            strangers=tuple(dict.fromkeys((*question.strangers, *_meant(question, subject)))),
            concepts=question.concepts | subject.concepts if takes_topic else question.concepts,
        )
        assumed = (*way.assumed, *(self._finder.names[entity] for entity in taken))
        return Interpretation(read, way.text, tuple(dict.fromkeys(assumed)))

    def _left_out(self, question: Analysis, subject: Analysis) -> Pairs:
        kinds = self._finder.kinds
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


def _points(words: list[str]) -> bool:
    """Whether words say that a question is about what was said before: "that one", "and how much"."""
    lists = english()
    points = not (lists.pronouns.pointing | lists.pronouns.thing).isdisjoint(words)
    return points or not lists.cues.opening.isdisjoint((*words[:1], " ".join(words[:2])))


def _pairs(text: Analysis) -> Pairs:
    return list(zip(text.tokens, text.texts, strict=True))


def _newest(said: Said, context: Context | None) -> tuple[Said, ...]:
    return (said, *(context.turns if context else ()))[:REMEMBERED_TURNS]


def _subject_of(context: Context) -> str:
    """Return the question that the next one may lean on."""
    if context.fact is not None:
        return context.fact.question
    return context.turns[0].text if context.turns else ""


def _meant(question: Analysis, subject: Analysis) -> Iterator[str]:
    """Yield whom of the strangers that were spoken of a question may mean: an "it" is no mayor."""
    lists = english()
    is_thing = not lists.pronouns.thing.isdisjoint(question.texts)
    return (name for name in subject.strangers if not (is_thing and name in lists.titles.unmistakable))


def _own(question: Analysis) -> Pairs:
    """Return what a question says itself, without the words that only say that it leans on another."""
    lists = english()
    leaning = lists.pronouns.referring | lists.cues.opening
    return [(token, word) for token, word in _pairs(question) if word not in leaning]
