"""What can't be weighed: a name, number, date or role that a question has and the fact doesn't.

Swapped names and numbers score higher than honest rephrasings, so each of these refuses an answer by itself, whatever
the score. All else (what is asked for, tense, polarity, the words) is weighed: see ``alignment``.
"""

from collections.abc import Mapping
from typing import NamedTuple

from knowledge.language.analysis import ENTITY_MARK, Analysis
from knowledge.language.belongings import Belonging
from knowledge.language.english import english
from knowledge.model import EntityKind
from knowledge.reading.beyond import beyond_block
from knowledge.reading.blocks import Block
from knowledge.reading.claims_held import claims_block
from knowledge.reading.fact_text import FactText
from knowledge.reading.request import Request
from knowledge.reading.succession import succession_block


class Guard:
    """Checks questions against what facts carry."""

    def __init__(
        self, names: Mapping[str, str], kinds: Mapping[str, EntityKind], scene: frozenset[str] = frozenset()
    ) -> None:
        """Take the names and kinds of the entities, and the places where all of the base plays."""
        self._names = names
        self._kinds = kinds
        self._scene = scene

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
            or succession_block(question, (*fact.analyses, *fact.told), self._kinds)
            or beyond_block(question, request, folded, fact)
        )

    def _name_block(self, question: Analysis, fact: FactText) -> Block | None:
        if question.strangers:
            return Block("unknown name", question.strangers[0])
        for office in question.offices:
            # Who held an office of that name, for another, is not whom the question means.
            if office.sense == "foreign" and office.holders & fact.names:
                return Block("unknown name", office.text)
        # Who is asked for by name is not whoever held the office at the time of the fact.
        others = fact.other_holders - question.by_office
        for name in sorted(question.entities - (fact.names - others)):
            if name in others or self._is_somebody_else(name, question, fact):
                return Block("name", self._names[name])
        # Whom no editor listed, of kind unknown, may be anybody; a country is sooner where something happened.
        unlisted = [name for name in question.names - fact.said if (name,) not in english().countries]
        return Block("name", min(unlisted).capitalize()) if unlisted else None

    def _is_somebody_else(self, name: str, question: Analysis, fact: FactText) -> bool:
        """Whether a name that the fact lacks stands for another of its kind: of persons all, of things one it asks for.

        That a law's maker is not named in what is told of the law is no reason to refuse it; it is weighed. But who
        asks for the flight to Orm is not told of one to Hallin, and what a fund gives to Orm is no fact without it; nor
        is how many fell ill in Orm told by how many did, unless all that the base tells is there.
        """
        kind = self._kinds.get(name)
        if kind != "person" and _is_behind(english().cues.party, name, question):
            return True
        is_elsewhere = kind == "place" and bool(self._scene) and name not in self._scene
        if is_elsewhere and _is_behind(english().cues.where, name, question):
            return True
        among = fact.names if kind == "person" else fact.analyses[0].entities | _standing_as(name, question, fact)
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
        """Block a fact that says of another what is asked of this one: "was Berg fired" where Lind was.

        Of things only one that no wording of the fact has: what is told of one of its things is often told of both. A
        club that is open or closed may be an organisation or a place to its editors.
        """
        mine = _subject(question)
        theirs = _subjects(fact, mine)
        # Who is asked for by the office is whoever held it then.
        is_holder = mine.entity in fact.other_holders & question.by_office
        if not theirs or is_holder or mine.entity in theirs or theirs & question.entities:
            return None
        is_person = self._kinds.get(mine.entity) == "person"
        if not is_person and any(mine.entity in text.entities for text in fact.analyses):
            return None
        if not mine.entity or any((self._kinds.get(other) == "person") != is_person for other in theirs):
            return None
        return Block("roles", "") if mine.entity in fact.names else Block("name", self._names[mine.entity])


def _is_behind(small: frozenset[str], name: str, question: Analysis) -> bool:
    """Whether a question has something done to a name, "for" or "by" it, or has it happen there.

    What is done to, for or by it: of 1,345 questions to 36 bases of other stories this keeps back one answer that is
    wrong, and none that is right.
    """
    return not _small_words_before(question).get(name, set()).isdisjoint(small)


def _standing_as(name: str, question: Analysis, fact: FactText) -> set[str]:
    """Return what stands in a fact behind a small word that ``name`` stands behind: "to Hallin" for "to Orm"."""
    small = _small_words_before(question).get(name, set())
    texts = map(_small_words_before, (*fact.analyses, *fact.told))
    return {other for text in texts for other, words in text.items() if words & small}


def _small_words_before(text: Analysis) -> dict[str, set[str]]:
    """Return behind which small words each entity of a text stands, with an article between them or without."""
    found: dict[str, set[str]] = {}
    before = ""
    for token in text.tokens:
        if token.startswith(ENTITY_MARK):
            found.setdefault(token.removeprefix(ENTITY_MARK), set()).update({before} & english().cues.ends_name)
        if token not in english().cues.article:
            before = token
    return found


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


class _Subject(NamedTuple):
    """Who stands behind the auxiliary of a question, whether it does or is something, "did" or "was", and its verb."""

    entity: str
    voice: str
    verb: str


def _subjects(fact: FactText, mine: _Subject) -> set[str]:
    """Return who or what stands behind the auxiliary in wordings of a fact that are in the same voice.

    Where a wording has the same verb, those of such wordings alone: who asked him to resign has not resigned. Whoever
    holds an office now is not the one of whom a wording tells by the office.
    """
    read = [one for text in fact.analyses if (one := _subject(text)).entity and one.voice == mine.voice]
    every = [one for one in read if one.entity not in fact.other_holders]
    return {one.entity for one in every if one.verb == mine.verb} or {one.entity for one in every}


def _subject(text: Analysis) -> _Subject:
    """Return the subject of a question, empty where it is nobody whom the base knows, but something of theirs, say."""
    function = english().function_words
    for at, token in enumerate(text.tokens[1:], 1):
        entity = token.removeprefix(ENTITY_MARK)
        if entity != token and text.texts[at - 1] in english().auxiliaries and not _owns_next(text, at, entity):
            behind = zip(text.tokens[at + 1 :], text.texts[at + 1 :], strict=True)
            verb = next((token for token, word in behind if word and word not in function), "")
            return _Subject(entity, "was" if text.tokens[at - 1] == "be" else "did", verb)
    return _Subject("", "", "")


def _owns_next(text: Analysis, at: int, entity: str) -> bool:
    return any(Belonging(thing, entity) in text.belongings for thing in text.tokens[at + 1 : at + 2])
