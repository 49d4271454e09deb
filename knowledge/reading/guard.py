"""What can't be weighed: a name, number, date or role that a question has and the fact doesn't.

Swapped names and numbers score higher than honest rephrasings, so each of these refuses an answer by itself, whatever
the score. All else (what is asked for, tense, polarity, the words) is weighed: see ``alignment``.
"""

from collections.abc import Container, Iterable, Mapping, Sequence

from knowledge.language.analysis import ENTITY_MARK, Analysis
from knowledge.language.english import english
from knowledge.reading.blocks import Block
from knowledge.reading.claims_held import claims_block
from knowledge.reading.fact_text import FactText
from knowledge.reading.request import Request, RequestKind
from knowledge.reading.succession import succession_block

# Kinds of thing of which words and figures tell surely that an answer has none.
_TOLD: frozenset[RequestKind] = frozenset({"why", "duration", "age", "when", "amount", "count"})

# Words from the word that asks to the "not" of its own verb: "which of the members did not ...".
NEAR_ASKED = 5


class Guard:
    """Checks questions against what facts carry."""

    def __init__(self, names: Mapping[str, str], kinds: Mapping[str, str]) -> None:
        self._names = names
        self._kinds = kinds

    def block(self, question: Analysis, request: Request, folded: frozenset[str], fact: FactText) -> Block | None:
        """Return the first reason why ``fact`` must not answer, or None.

        Args:
            question: what was asked, taken apart.
            request: what it asks for.
            folded: all its words, fillers too.
            fact: the texts of the fact.
        """
        return (
            self._name_block(question, fact)
            or claims_block(question.claims, fact.claims, fact.own_claims)
            or self._turned_block(question, fact)
            or _actor_block(request, question, fact)
            or self._subject_block(question, fact)
            or self._doer_block(question, fact)
            or self._owner_block(question, fact)
            or succession_block(question, (*fact.analyses, *fact.told))
            or _negation_block(request, question, fact)
            or _ordinal_block(folded, fact)
            or _now_block(question, folded, fact)
            or _general_block(request, question, fact)
            or _opinion_block(request, fact)
            or _else_block(folded, fact)
            or _lacking_block(request, fact)
            or _form_block(request, fact)
        )

    def _name_block(self, question: Analysis, fact: FactText) -> Block | None:
        if question.strangers:
            return Block("unknown name", question.strangers[0])
        for office in question.offices:
            # Who held an office of that name, for another, is not whom the question means.
            if office.sense == "foreign" and office.holders & fact.names:
                return Block("unknown name", office.text)
        for name in sorted(question.entities - fact.names):
            if self._is_somebody_else(name, question, fact):
                return Block("name", self._names[name])
        # Whom no editor listed, of kind unknown, may be anybody; a country is sooner where something happened.
        unlisted = [name for name in question.names - fact.said if (name,) not in english().countries]
        return Block("name", min(unlisted).capitalize()) if unlisted else None

    def _is_somebody_else(self, name: str, question: Analysis, fact: FactText) -> bool:
        """Whether a name that the fact lacks stands for another of its kind: of persons all, of things one it asks for.

        That a law's maker is not named in what is told of the law is no reason to refuse it; it is weighed.
        """
        kind = self._kinds.get(name)
        among = fact.names if kind == "person" else fact.analyses[0].entities
        rivals = among - question.entities
        return any(self._kinds.get(rival) == kind for rival in rivals) and not self._is_namesake(name, kind, rivals)

    def _is_namesake(self, name: str, kind: str | None, rivals: frozenset[str]) -> bool:
        """Whether something of another kind shares a word of its name: the Bergs, and Berg Shipping."""
        words = self._words_of(name)
        return any(self._kinds.get(other) != kind and words & self._words_of(other) for other in rivals)

    def _words_of(self, name: str) -> frozenset[str]:
        return frozenset(self._names[name].casefold().split()) - english().function_words

    def _turned_block(self, question: Analysis, fact: FactText) -> Block | None:
        """Block a fact in which, wherever both stand, it is the other one of the two who acts."""
        people = [name for name in question.entities if self._kinds.get(name) == "person"]
        for actor, other in sorted(question.acts) if len(people) == 2 else ():
            theirs = [text.acts for text in fact.analyses if {(actor, other), (other, actor)} & text.acts]
            if theirs and not any((actor, other) in acts for acts in theirs) and (other, actor) not in question.acts:
                return Block("roles", "")
        return None

    def _doer_block(self, question: Analysis, fact: FactText) -> Block | None:
        """Block a fact that has it the other way round: "did Berg ask Lind" where Lind asked, and Berg nobody."""
        for deed in question.deeds:
            if self._kinds.get(deed.done_to) == "person":
                done = (theirs for text in (*fact.analyses, *fact.told) for theirs in text.deeds)
                doers = {theirs.doer for theirs in done if theirs.verb == deed.verb}
                if deed.done_to in doers and deed.doer not in doers:
                    return Block("roles", "")
        return None

    def _owner_block(self, question: Analysis, fact: FactText) -> Block | None:
        """Block a fact in which a thing is another's wherever it is anybody's: "Berg's lawyer" where it has Lind's."""
        for mine in question.belongings:
            theirs = (other for text in (*fact.analyses, *fact.told) for other in text.belongings)
            owners = {other.owner for other in theirs if other.thing == mine.thing}
            alike = {owner for owner in owners if self._kinds.get(owner) == self._kinds.get(mine.owner)}
            if alike and mine.owner not in owners:
                return Block("roles", "")
        return None

    def _subject_block(self, question: Analysis, fact: FactText) -> Block | None:
        """Block a fact that says of one person what is asked of another: "was Berg fired" where Lind was."""
        mine, voice = _subject(question)
        if self._kinds.get(mine) != "person":
            return None
        theirs = {
            subject for text in fact.analyses for subject, their in [_subject(text)] if subject and their == voice
        }
        if not theirs or mine in theirs or theirs & question.entities:
            return None
        return Block("roles", "") if all(self._kinds.get(other) == "person" for other in theirs) else None


def _actor_block(request: Request, question: Analysis, fact: FactText) -> Block | None:
    """Block a fact in which another does to somebody what is asked of this one: "did Berg sue Lind" where Novak did.

    So does one in which it is done to another, where that is all that is asked.
    """
    acts = frozenset[tuple[str, str]]().union(*(text.acts for text in fact.analyses))
    for actor, other in sorted(question.acts) if len(question.acts) == 1 else ():
        actors = {one for one, to in acts if to == other}
        done_to = {to for one, to in acts if one == actor} if request.kind == "yes or no" else set()
        if (actors and actor not in actors) or (done_to and other not in done_to):
            return Block("roles", "")
    return None


def _subject(text: Analysis) -> tuple[str, str]:
    """Return who stands behind the auxiliary of a question, and so does it or is it, and that: "did", "was" or ""."""
    for at, token in enumerate(text.tokens[1:], 1):
        if token.startswith(ENTITY_MARK) and text.texts[at - 1] in english().auxiliaries:
            return token.removeprefix(ENTITY_MARK), "was" if text.tokens[at - 1] == "be" else "did"
    return "", ""


def _negation_block(request: Request, question: Analysis, fact: FactText) -> Block | None:
    """Block a fact where it is asked what is *not* so; in a claim or a reason a "not" is only weighed."""
    is_claim = request.kind in ("yes or no", "keywords", "why")
    if is_claim or not question.claims.negated or any(text.claims.negated for text in fact.analyses):
        return None
    return Block("negation", "") if _is_asked_not(question.texts) else None


def _is_asked_not(texts: Sequence[str]) -> bool:
    """Whether a "not" stands near the word that asks: "which member did not sign", not "fine for no ticket"."""
    asking = english().question_words.keys() | english().open_question_words
    return any(
        0 < not_ - at <= NEAR_ASKED for at in _places(texts, asking) for not_ in _places(texts, english().negations)
    )


def _places(texts: Sequence[str], wanted: Container[str]) -> list[int]:
    return [at for at, text in enumerate(texts) if text in wanted]


def _ordinal_block(folded: frozenset[str], fact: FactText) -> Block | None:
    """Block a fact about the first where the third is asked for."""
    return next((Block("number", word) for word in sorted(folded & english().ordinals - fact.said)), None)


def _now_block(question: Analysis, folded: frozenset[str], fact: FactText) -> Block | None:
    """Block a fact of the past where somebody asks how it is now: a base ends on a day, the present doesn't.

    What editors ask and tell as of today ("who heads the port") stays so until they change it, and its day is shown
    beside it; where they tell of it as past, it is past.
    """
    if not question.claims.now or any(text.claims.now for text in (*fact.analyses, *fact.told)):
        return None
    is_told_as_past = any(not english().manner.past.isdisjoint(text.texts) for text in fact.told[:1])
    if not is_told_as_past and any(_is_present(text.texts) for text in fact.analyses):
        return None
    return Block("date", min(folded & english().manner.now, default="now"))


def _is_present(texts: Sequence[str]) -> bool:
    """Whether a wording asks how things are or will be: "who is ...", "will it ...", "who heads ..."."""
    manner = english().manner
    if not manner.past.isdisjoint(texts):
        return False
    if not manner.present.isdisjoint(texts):
        return True
    opens = texts[:1] and (texts[0] in english().question_words or texts[0] in english().open_question_words)
    return bool(opens) and len(texts) > 1 and texts[1].endswith("s") and not texts[1].endswith("ss")


def _general_block(request: Request, question: Analysis, fact: FactText) -> Block | None:
    """Block a fact about one matter where all of its kind are asked about: "what is a bailiff"."""
    if not request.is_general or question.entities or any(theirs.is_general for theirs in fact.requests):
        return None
    return Block("question word", "in general")


def _opinion_block(request: Request, fact: FactText) -> Block | None:
    """Block a fact, unless it is asked for just that, where somebody wants to know what to think of it."""
    if not request.is_opinion or any(theirs.is_opinion for theirs in fact.requests):
        return None
    return Block("question word", "opinion")


def _else_block(folded: frozenset[str], fact: FactText) -> Block | None:
    """Block a fact about somebody where it is asked who else."""
    return Block("question word", "else") if "else" in folded and "else" not in fact.said else None


def _lacking_block(request: Request, fact: FactText) -> Block | None:
    """Block a fact that neither gives nor is asked for a reason, a time, an age or a figure where one is asked for.

    On 58 bases, each with seventy questions of readers, a reason, duration or age refuses seven wrong answers and a
    right one; on 64, of 4,888 questions, a time or figure refuses one more that is wrong, and none that is right.
    """
    if request.kind not in _TOLD or request.kind in fact.holds or not fact.said.isdisjoint(_telling(request.kind)):
        return None
    asking = {word for word, kind in english().question_words.items() if kind == request.kind}
    asked = zip(fact.requests, fact.folded, strict=True)
    is_asked = any(theirs.kind == request.kind or asking & words for theirs, words in asked)
    return None if is_asked else Block("lacking", request.kind)


def _form_block(request: Request, fact: FactText) -> Block | None:
    """Block a fact without a telephone number where one is asked for, and likewise for other things of a form.

    Of 3,060 questions of readers to 51 bases some sixty ask for one: no fact without it was the right one.
    """
    is_there = not request.form or request.form in fact.forms
    return (
        None
        if is_there or any(theirs.form == request.form for theirs in fact.requests)
        else Block("lacking", request.form)
    )


def _telling(kind: RequestKind) -> Iterable[str]:
    """Return the words that may tell a time or a sum where no year, month or figure does."""
    if kind == "when":
        return (*english().calendar.weekdays, *english().calendar.seasons, *english().cues.time)
    return english().numbers if kind == "amount" else ()
