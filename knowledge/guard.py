"""What scores can't see: a name, number, date, negation or question word that the fact does not carry.

Swapped names score higher than honest rephrasings, so each of these refuses an answer by itself, whatever the score.
"""

from collections.abc import Callable

from knowledge.analysis import Analysis, Analyst
from knowledge.blocks import Block
from knowledge.carried import Carried, persons
from knowledge.claims import NO_MEASURE, ORDINALS, Asked, Claims
from knowledge.english import english
from knowledge.text import split, stem

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


# A fact whose wordings have one person act upon another so often, and the asked-for one so much more rarely, is about
# the former.
OFTEN, RARELY = 3, 4
CAST_OFTEN = SAID_OFTEN = 2
SHORTEST_TOPIC = 4


class Guard:
    """Checks questions against what facts carry."""

    def __init__(self, analyst: Analyst, is_telling: Callable[[str], bool]) -> None:
        self._finder = analyst.finder
        self._analyst = analyst
        self._is_telling = is_telling

    def block(self, question: Analysis, carried: Carried) -> Block | None:
        """Return the first reason why a fact that carries ``carried`` must not answer, or None."""
        return (
            self._name_block(question, carried)
            or _number_block(question.claims, carried.claims)
            or _ordinal_block(question, carried)
            or _negation_block(question, carried)
            or self._opposite_block(question, carried)
            or self._asked_block(question, carried)
            or self._measure_block(question, carried)
            or self._topic_block(question, carried)
        )

    def _name_block(self, question: Analysis, carried: Carried) -> Block | None:
        if question.strangers:
            return Block("unknown name", question.strangers[0])
        named = persons(question.entities - question.owners, self._finder)
        # Whose something the wordings tell of may stand beside ("Anna's harbour master"), but not be asked about.
        about = carried.entities | (carried.owners & question.owners)
        people = persons(question.entities, self._finder)
        for entity in sorted((people - about) | (question.entities - people - carried.mentioned)):
            return Block("name", self._finder.names[entity])
        missing = carried.core - named
        # Somebody stands where the fact has somebody else: only wordings with the same cast allow it.
        if named - carried.core and (missing or not carried.core) and not self._is_cast(question, named, carried):
            return Block("name", self._finder.names[min(named - carried.core)])
        if question.unknown and named and missing:
            # An unknown word, and the one whom the fact is about is missing: somebody else may be meant.
            return Block("unknown name", question.unknown[0])
        if named and missing and (block := self._subject_block(question, carried)):
            return block
        return self._owner_block(question, carried) or _turned_block(question, carried)

    @staticmethod
    def _is_cast(question: Analysis, named: frozenset[str], carried: Carried) -> bool:
        if "who" in question.claims.asked and named in carried.asked.get("who", ()):
            return True
        # One wording alone may have left somebody out by chance.
        matching = [n for cast, n in carried.casts.items() if cast == named or (not carried.core and named <= cast)]
        return sum(matching) >= CAST_OFTEN

    def _subject_block(self, question: Analysis, carried: Carried) -> Block | None:
        """Block a fact about two people where only one is named and nothing else of what its wordings say is there."""
        pairs = zip(question.tokens, question.texts, strict=True)
        words = [(token, text) for token, text in pairs if text and self._is_telling(token)]
        # One wording alone may have the word by chance.
        if any(carried.stems.get(token, 0) >= SAID_OFTEN or self._is_first(text, carried) for token, text in words):
            return None
        return Block("near miss", words[0][1]) if words else None

    def _owner_block(self, question: Analysis, carried: Carried) -> Block | None:
        """Block a fact about Anna where Anna's father is asked for."""
        for token, text in question.owned:
            groups = self._analyst.concepts_of(split(text))
            if token not in carried.near_misses.known and groups.isdisjoint(carried.near_misses.groups):
                return Block("near miss", text)
        return None

    def _opposite_block(self, question: Analysis, carried: Carried) -> Block | None:
        opposites = english().opposites
        for text, token in zip(question.texts, question.tokens, strict=True):
            others = opposites.get(text) or opposites.get(token)
            if others and token not in carried.stems and any(self._is_first(other, carried) for other in others):
                return Block("opposite", text)
        return None

    def _is_first(self, word: str, carried: Carried) -> bool:
        """Whether the canonical question has a word or a synonym of it."""
        groups = self._analyst.concepts_of(split(word))
        return stem(word) in carried.first or not groups.isdisjoint(carried.first_groups)

    def _asked_block(self, question: Analysis, carried: Carried) -> Block | None:
        named = persons(question.entities, self._finder) & carried.core
        for asked in sorted(question.claims.asked):
            # "who ran it after him" names the very man whom the fact's own "who ran it" asks for.
            casts = carried.asked.get(asked, ())
            carries = any(named <= cast for cast in casts) if asked == "who" else bool(casts)
            if not (carries or self._answers(asked, question, carried)):
                return Block("question word", asked)
        return None

    def _topic_block(self, question: Analysis, carried: Carried) -> Block | None:
        """Block a fact that shares the name and nothing of what is asked: the "capital" of "the capital of Spain"."""
        own = carried.near_misses
        told = [pair for pair in zip(question.tokens, question.texts, strict=True) if self._is_telling(pair[0])]
        words = [(token, text) for token, text in told if text]
        if not question.entities or any(token in own.known for token, _ in words):
            return None
        if any(not self._analyst.concepts_of(split(text)).isdisjoint(own.groups) for _, text in words):
            return None
        # A short word that nobody knows is sooner a slip than a topic.
        return next((Block("near miss", text) for _, text in words if len(text) >= SHORTEST_TOPIC), None)

    def _measure_block(self, question: Analysis, carried: Carried) -> Block | None:
        """Block a fact that lacks the measure which is asked for: the "tall" of "how tall is he?"."""
        for how, text, token in zip(question.texts, question.texts[1:], question.tokens[1:], strict=False):
            if how != "how" or text in NO_MEASURE or token in carried.near_misses.known:
                continue
            groups = self._analyst.concepts_of(split(text))
            if text and groups.isdisjoint(carried.near_misses.groups):
                return Block("question word", f"how {text}")
        return None

    def _answers(self, asked: Asked, question: Analysis, carried: Carried) -> bool:
        unnamed = carried.mentioned - question.entities
        match asked:
            case "when":
                return carried.has_date
            case "how many":
                return carried.has_number
            case "who":
                return any(self._finder.kinds.get(entity) in ("person", "organisation") for entity in unnamed)
            case "where":
                return any(self._finder.kinds.get(entity) == "place" for entity in unnamed)
            case "why" | "how long":
                return False


def _turned_block(question: Analysis, carried: Carried) -> Block | None:
    """Block a fact in which it is another one who acts, or the other one of the two."""
    for actor, other in sorted(question.acts):
        ours = carried.acts.get((actor, other), 0)
        if (other, actor) in question.acts:
            continue
        theirs = max(
            (count for (who, whom), count in carried.acts.items() if whom == other and who != actor), default=0
        )
        turned = carried.acts.get((other, actor), 0)
        if max(theirs, turned) >= OFTEN and ours * RARELY < max(theirs, turned):
            return Block("roles", "")
    return None


def _ordinal_block(question: Analysis, carried: Carried) -> Block | None:
    for text in question.texts:
        if text in ORDINALS and stem(text) not in carried.near_misses.known:
            return Block("number", text)
    return None


def _number_block(question: Claims, carried: Claims) -> Block | None:
    for number in sorted(question.numbers - carried.numbers):
        # "feb 17" may be a day or a year.
        if f"20{number}" not in carried.years:
            return Block("number", number)
    for year in sorted(question.years - carried.years):
        return Block("date", year)
    for month in sorted(question.months - carried.months):
        return Block("date", _MONTH_NAMES[month - 1])
    for month, year in sorted(question.dated - carried.dated):
        return Block("date", f"{_MONTH_NAMES[month - 1]} {year}")
    for weekday in sorted(question.weekdays - carried.weekdays):
        return Block("date", weekday.capitalize())
    return None


def _negation_block(question: Analysis, carried: Carried) -> Block | None:
    if question.claims.negated != carried.claims.negated and (question.claims.negated or carried.always_negated):
        return Block("negation", "not")
    return None
