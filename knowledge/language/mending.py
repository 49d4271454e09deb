"""Mistyped words of a question -> the words of the base that were meant; names are handled with care."""

from collections.abc import Container, Iterator, Sequence
from functools import cache

from knowledge.giving_way import seam
from knowledge.language.english import english
from knowledge.language.names import is_cued
from knowledge.language.spelling import Speller
from knowledge.language.stemming import stem
from knowledge.language.text import Word
from knowledge.language.vectors import word_vectors
from knowledge.language.vocabulary import is_listed, listed_words

# In letters: of so short pieces the table of word vectors has many that are no words. At 6 no answer to 13 bases
# changes.
SHORTEST_COMMON = 3
# So long a word in lower case is a mistyped word of the base rather than a name that happens to be near one.
SURELY_A_SLIP = 6
# So long a word in lower case that is one letter off common English is no name.
SURELY_ENGLISH = 7
# So long a one that is one letter off a word of grammar as long is that: "anybdy". Of the dictionary's own
# 1,960 names of six letters three are so near, and its lists of names know those.
SURELY_GRAMMAR = 6
# So long a one that is one letter off any word of the dictionary is none either: of the dictionary's own 803 names of
# nine letters 36 are so near, of its 1,708 of seven 208.
SURELY_LISTED = 9
# A word in more than this share of the wordings is no name.
EVERYWHERE = 0.03
# So long a name that general English has is no slip for another; shorter pieces are often no words.
SHORTEST_KNOWN_NAME = 4
# Two letters for one, as names with an umlaut or a ring are written where the keyboard has none.
_LETTERS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))


class Mender:
    """Mends the words of questions with ``speller``, the words of the base, and ``names``, the words of its names."""

    def __init__(self, speller: Speller, names: Speller, left_alone: Container[str], wordings: int) -> None:
        self._speller = speller
        self._names = names
        self._left_alone = left_alone
        self._often = EVERYWHERE * wordings

    def mend(self, found: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[tuple[str, str], ...]]:
        """Return the words with mistyped ones mended, and each that was with what it was taken for."""
        if all(self._is_known(word.text) for word in found):
            return found, ()
        mended: list[Word] = []
        repairs: list[tuple[str, str]] = []
        for at, original in enumerate(found):
            seam()
            word = self._otherwise_written(original)
            parts = self._meant(found, at) if word is original else ()
            if not parts:
                mended.append(word)
                continue
            for place, part in enumerate(parts):
                owns = word.owns and part is parts[-1]
                mended.append(Word(part, stem(part), word.capital, owns, "" if place else word.written))
            repairs.append((word.written or word.text, " ".join(parts)))
        return tuple(mended), tuple(repairs)

    def _otherwise_written(self, word: Word) -> Word:
        """Return a name as the base writes it where it has other letters for the same: that is no slip."""
        if self._is_known(word.text):
            return word
        other = next(filter(self._names.knows, _other_letters(word.text)), None)
        return Word(other, stem(other), word.capital, word.owns, word.written) if other else word

    def _meant(self, found: Sequence[Word], at: int) -> tuple[str, ...]:
        """Return what the word at a place was meant to be, nothing where it may stay."""
        word = found[at]
        text = word.text
        if self._is_known(text) or not text.isalpha() or _is_english(text):
            return ()
        # "bergs" has lost its apostrophe and is no slip for "berg".
        if text.endswith("s") and self._names.knows(text[:-1]):
            return ()
        if len(text) >= SHORTEST_KNOWN_NAME and (word_vectors().is_name(text) or (text,) in english().countries):
            return ()
        if is_listed(text):
            # Of the slips that make another word, "jail" for "bail", nothing is sure but the wrong double: "diner".
            other = None if word.capital else self._speller.doubled_elsewhere(text)
            return (other,) if other else ()
        return self._near(word, is_cued_=is_cued(found, at))

    def _near(self, word: Word, *, is_cued_: bool) -> tuple[str, ...]:
        text = word.text
        parts = self._speller.repair(text)
        # Where a name stands only a name is meant, or a word as common as "the": "Cameron" is no slip for "camera".
        is_place_of_name = word.capital or (is_cued_ and len(text) < SURELY_A_SLIP)
        if self._names and is_place_of_name and not all(map(self._is_everywhere, parts)):
            parts = self._names.repair(text)
        # Hardly anybody mistypes the first letter of a name: the Westbank is not the Eastbank.
        if word.capital and parts and parts[0][0] != text[0]:
            parts = ()
        if not parts and not word.capital:
            parts = _slip_for(text, any_word=not is_cued_)
        return parts

    def _is_everywhere(self, text: str) -> bool:
        return self._speller.frequency(text) > self._often

    def _is_known(self, text: str) -> bool:
        lists = english()
        # "hire" is never a slip for "fire", nor "too" for "two".
        others = (self._left_alone, lists.numbers, lists.opposites, lists.function_words)
        return self._speller.knows(text) or any(text in known for known in others)


@cache
def _common_words() -> Speller:
    """Return a speller of general English, for long words that the base has nothing like."""
    return Speller(dict.fromkeys(word_vectors().common_words(), 1))


@cache
def _grammar() -> Speller:
    """Return a speller of the longer words of grammar."""
    every = english().function_words | english().cues.relative
    return Speller(dict.fromkeys((word for word in every if len(word) >= SURELY_GRAMMAR), 1))


@cache
def _listed_words() -> Speller:
    """Return a speller of the dictionary, for words so long that hardly a name is one letter off any of its words."""
    return Speller(dict.fromkeys((word for word in listed_words() if len(word) >= SURELY_ENGLISH), 1))


def is_slip(text: str) -> bool:
    """Whether a word is one letter off an English one, so that it is sooner mistyped than a name."""
    return bool(_common_words().repair(text, most_edits=1) or _slip_for(text))


def _slip_for(text: str, *, any_word: bool = True) -> tuple[str, ...]:
    """Return the common word, or ``any_word``, that a long word is one letter off, in its form; else nothing."""
    if is_listed(text):
        return ()
    if swapped := next(filter(is_listed, _with_vowels_turned(text)), None):
        return (swapped,)
    if len(text) >= SURELY_GRAMMAR and (grammar := _grammar().repair(text, most_edits=1)):
        return grammar
    if len(text) < SURELY_ENGLISH:
        return ()
    if common := _common_words().repair(text, most_edits=1):
        return common
    forms = (text, *_base_forms(text)) if any_word and len(text) >= SURELY_LISTED else ()
    for bare in forms:
        near = _listed_words().repair(bare, most_edits=1) if len(bare) >= SURELY_ENGLISH else ()
        if len(near) == 1:
            return (near[0] + text[len(bare) :] if text.startswith(bare) else near[0],)
    return ()


def _with_vowels_turned(text: str) -> Iterator[str]:
    """Yield a word with "ei" for "ie" and the other way round, which nobody is sure of: "theives"."""
    for one, other in (("ei", "ie"), ("ie", "ei")):
        if one in text:
            yield text.replace(one, other, 1)


def _is_english(text: str) -> bool:
    """Whether a word is common English in any of its forms: "wearing" is no slip for "swearing"."""
    # Of three letters the table has many that are no words.
    if len(text) <= SHORTEST_COMMON:
        return is_listed(text)
    return word_vectors().is_common(text) or any(map(word_vectors().is_common, _base_forms(text)))


def _base_forms(text: str) -> Iterator[str]:
    for ending in english().suffixes.inflecting:
        bare = text.removesuffix(ending)
        if bare != text and len(bare) > SHORTEST_COMMON:
            yield bare
            yield bare + "e"
            if bare[-1] == bare[-2]:
                yield bare[:-1]


def _other_letters(text: str) -> Iterator[str]:
    """Yield a name as it may be written elsewhere: Muller, for Müller, as Mueller, and the other way round."""
    for two, one in _LETTERS:
        if two in text:
            yield text.replace(two, one)
        else:
            yield from (text[:at] + two + text[at + 1 :] for at, letter in enumerate(text) if letter == one)
