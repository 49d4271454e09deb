"""A text as the matcher sees it: repaired words, names, synonyms, strangers, claims."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.giving_way import seam
from knowledge.language.asides import without_asides
from knowledge.language.base_words import BaseWords
from knowledge.language.belongings import Belonging, belongings_in
from knowledge.language.claims import Claims, claims_of
from knowledge.language.concepts import Concepts, synonyms_beside
from knowledge.language.doers import Deed, deeds_in
from knowledge.language.english import english
from knowledge.language.entities import EntityFinder, Mention, OfficeMention
from knowledge.language.mending import Mender, is_slip
from knowledge.language.names import is_cued
from knowledge.language.spelling import Speller
from knowledge.language.stemming import stem
from knowledge.language.text import TEXT_WORDS, Word, split, words
from knowledge.language.vocabulary import is_english
from knowledge.model import FactBase

ENTITY_MARK = "@"
# What acts: a law or a place has things done about it or in it.
ACTING = ("person", "organisation")
# Shorter words that no list has are as often slang or an abbreviation as a name.
SURELY_A_WORD = 5
# A heading before what is asked; what follows it must be long enough to be a question.
_PREAMBLE = re.compile(r"\s*+([^:?.!\n]{3,40}):\s+(?=\S+\s+\S+\s+\S)")


@dataclass(frozen=True, slots=True)
class Analysis:
    """One text, taken apart.

    ``tokens`` are stems, with a name replaced by its entity as ``@id``; ``texts`` are the words behind them ("" for a
    name). ``strangers`` are unknown words that look like names, ``unknown`` all words that neither the base nor common
    English has. ``concepts`` are the synonym groups met. ``acts`` are pairs of persons and organisations, who does
    something to whom, as far as the order tells, ``deeds`` with the verb; ``belongings`` say whose a thing is.
    ``offices`` are named, but by nothing that tells who is meant; ``names`` are other names that the base has, folded,
    though no editor listed them. ``by_office`` are those of the entities whom nothing but an office tells.
    ``repairs`` are words as they were written, each with what it was taken for.
    """

    tokens: tuple[str, ...]
    texts: tuple[str, ...]
    entities: frozenset[str]
    strangers: tuple[str, ...]
    claims: Claims
    concepts: frozenset[int]
    unknown: tuple[str, ...] = ()
    acts: frozenset[tuple[str, str]] = frozenset()
    offices: tuple[OfficeMention, ...] = ()
    names: frozenset[str] = frozenset()
    by_office: frozenset[str] = frozenset()
    repairs: tuple[tuple[str, str], ...] = ()
    deeds: frozenset[Deed] = frozenset()
    belongings: frozenset[Belonging] = frozenset()

    @property
    def foreign(self) -> tuple[str, ...]:
        """The offices that are asked about but were held by nobody the base knows, as written."""
        return tuple(office.text for office in self.offices if office.sense == "foreign")

    def mended(self, written: str) -> str:
        """Return the text as it was written, but with its slips mended."""
        for slip, meant in self.repairs:
            written = re.sub(rf"(?<!\w){re.escape(slip)}(?!\w)", meant, written, flags=re.IGNORECASE)
        return written


class Analyst:
    """Takes texts apart in the light of one base: its names, its synonyms beside those of all English, its words."""

    def __init__(self, base: FactBase, before: "Analyst | None" = None) -> None:
        """Take a base, and what read an earlier one: of that it takes over what it knows of facts that are the same."""
        self._listed = (base.entities, base.synonyms)
        self.base_words: BaseWords = BaseWords(base, before.base_words if before else None)
        self.names = self.base_words.names
        self.finder = EntityFinder(base.entities, base.end, self.names)
        self._concepts = Concepts(synonyms_beside(base.synonyms))
        # Words of names and synonyms may be asked with, whether or not a phrasing has them.
        self.askable = frozenset(
            [stem(word) for word in self.finder.vocabulary()]
            + [word.stem for group in base.synonyms for phrase in group for word in split(phrase)]
        )
        self._asked_with = self.base_words.asked.keys() | set(self.finder.vocabulary())
        self._speller = Speller(self._vocabulary(base.synonyms))
        wordings = sum(len(fact.wordings) for fact in base.facts)
        # A word that editors use in near misses is no slip for another one, else the near miss would be mended away.
        left_alone = {word.text for fact in base.facts for line in fact.not_ for word in split(line)}
        self._mender = Mender(self._speller, Speller(Counter(self.finder.vocabulary())), left_alone, wordings)

    def reads_as(self, other: "Analyst") -> bool:
        """Whether it takes texts of a base apart as another does, but for the words that ``names`` of one alone has."""
        strange = self.names ^ other.names
        is_listed = strange.isdisjoint(self.finder.vocabulary())
        return self._listed == other._listed and is_listed and self.finder.is_as_of(other.finder)

    def stored(self, text: str) -> Analysis:
        """Analyse a text of the base: its spelling is right by definition."""
        return self._analyse(words(text), repair=False)

    def question(self, question: str) -> Analysis:
        """Analyse a question: unknown words are repaired where a known one is near."""
        seam()
        whole = self._without_preamble(question)
        analysis = self._analyse(words(whole), repair=True)
        asked = without_asides(whole)
        return analysis if asked == whole else replace(analysis, claims=self._analyse(words(asked), repair=True).claims)

    def _without_preamble(self, question: str) -> str:
        """Cut off a heading, as in "quick check: when did she go", that has no word which anybody asks with."""
        found = _PREAMBLE.match(question)
        if found is None or any(word.text in self._asked_with for word in split(found[1])):
            return question
        return question[found.end() :]

    def typed(self, start: str) -> Analysis:
        """Analyse a question that is still being typed: its last word may be no more than a beginning."""
        found = words(start)
        if found and start[-1:].isalnum() and not self._speller.knows(found[-1].text):
            whole = self._speller.complete(found[-1].text)
            found = (*found[:-1], Word(whole, stem(whole), found[-1].capital))
        return self._analyse(found, repair=True)

    def told(self, text: str) -> Analysis:
        """Analyse an answer or another text of the base that nobody asks with, at full length."""
        return self._analyse(split(text, TEXT_WORDS), repair=False)

    def _vocabulary(self, synonyms: Iterable[Sequence[str]]) -> Counter[str]:
        counts = self.base_words.asked.copy()
        for name in self.finder.vocabulary():
            counts[name] += 1
        for group in synonyms:
            counts.update(word.text for phrase in group for word in split(phrase))
        # Words of the answers are known, but no typo is mended into one that nobody asks with more often.
        counts.update(self.base_words.told())
        return counts

    def _analyse(self, found: tuple[Word, ...], *, repair: bool) -> Analysis:
        repairs: tuple[tuple[str, str], ...] = ()
        if repair:
            found, repairs = self._mender.mend(found)
        mentions, offices = self.finder.read(found)
        inside = frozenset(at for mention in mentions for at in range(mention.start, mention.end))
        tokens, texts = _tokens(found, mentions)
        strange = [at for at in range(len(found)) if at not in inside and self._is_strange(found, at)] if repair else []
        return Analysis(
            tokens,
            texts,
            frozenset(mention.entity for mention in mentions),
            tuple(found[at].text for at in strange if self._is_stranger(found, at)),
            claims_of(found, inside),
            self.concepts_of(found),
            tuple(found[at].text for at in strange),
            self._acts(found, mentions),
            offices,
            self._names_in(found, inside.union(*(range(office.start, office.end) for office in offices))),
            _told_by_office(mentions),
            repairs,
            deeds_in(found, self._actors(mentions)),
            belongings_in(found, mentions),
        )

    def _names_in(self, found: Sequence[Word], inside: frozenset[int]) -> frozenset[str]:
        return frozenset(found[at].text for at in range(len(found)) if at not in inside and self._is_name(found, at))

    def _is_name(self, found: Sequence[Word], at: int) -> bool:
        word = found[at]
        if word.text not in self.names:
            return False
        return word.capital or not is_english(word.text)

    def _actors(self, mentions: Iterable[Mention]) -> list[Mention]:
        return [mention for mention in mentions if self.finder.kinds[mention.entity] in ACTING]

    def _acts(self, found: Sequence[Word], mentions: Sequence[Mention]) -> frozenset[tuple[str, str]]:
        actors = self._actors(mentions)
        acts: set[tuple[str, str]] = set()
        for at, first in enumerate(actors):
            for second in actors[at + 1 :]:
                pair, turned = (first.entity, second.entity), (second.entity, first.entity)
                between = [word.text for word in found[first.end : second.start]]
                # "by" turns the order round, "and" makes it meaningless.
                acts.add(turned if between[-1:] == ["by"] else pair)
                if not english().cues.joining.isdisjoint(between):
                    acts |= {pair, turned}
        return frozenset(acts)

    def _is_stranger(self, found: Sequence[Word], at: int) -> bool:
        """Whether an unknown word is taken for a name: by its capital, its place, or because no slip explains it."""
        seam()
        word = found[at]
        if self._is_unheld(found, at):
            return True
        return word.capital or is_cued(found, at) or (len(word.text) >= SURELY_A_WORD and not is_slip(word.text))

    def _is_strange(self, found: Sequence[Word], at: int) -> bool:
        word = found[at]
        if self._speller.knows(word.text) or not word.text.isalpha() or len(word.text) < 3:
            return False
        lists = english()
        if word.text in lists.function_words or word.text in lists.ordinals:
            return False
        if word.text in lists.calendar.months or word.text in lists.calendar.weekdays:
            return False
        return word.capital or not is_english(word.text) or self._is_unheld(found, at)

    def _is_unheld(self, found: Sequence[Word], at: int) -> bool:
        """Whether a word is the title of somebody, "the governor", whom the base has nowhere."""
        titles, before = english().titles, found[at - 1].text if at else ""
        is_somebody = before in english().cues.determiner - titles.generic
        is_alone = at + 1 == len(found) or not found[at + 1].capital
        return (
            found[at].text in titles.unmistakable
            and is_somebody
            and is_alone
            and not self._speller.knows(found[at].text)
        )

    def knows(self, text: str) -> bool:
        """Whether a folded word is one of the base's, its names included."""
        return self._speller.knows(text)

    def groups_of(self, text: str) -> frozenset[int]:
        """Return the synonym groups that one folded word belongs to."""
        return self._concepts.of_word(text, stem(text))

    def concepts_of(self, found: Sequence[Word]) -> frozenset[int]:
        """Return the synonym groups that words belong to, alone or as a phrase."""
        groups: set[int] = set()
        for at, word in enumerate(found):
            groups |= self._concepts.of_word(word.text, word.stem)
            groups |= self._concepts.of_phrases(found, at)
        return frozenset(groups)


def _told_by_office(mentions: Iterable[Mention]) -> frozenset[str]:
    by_name = {mention.entity for mention in mentions if not mention.is_by_office}
    return frozenset(mention.entity for mention in mentions) - by_name


def _tokens(found: Sequence[Word], mentions: Iterable[Mention]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    tokens: list[str] = []
    texts: list[str] = []
    at = 0
    for mention in mentions:
        for word in found[at : mention.start]:
            tokens.append(word.stem)
            texts.append(word.text)
        tokens.append(ENTITY_MARK + mention.entity)
        texts.append("")
        at = mention.end
    for word in found[at:]:
        tokens.append(word.stem)
        texts.append(word.text)
    return tuple(tokens), tuple(texts)
