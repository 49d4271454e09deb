"""Which language a text is written in, by its function words: questions are too short for statistics on letters.

The lists in ``function_words`` hold the small words of the main European languages. Names say nothing of the language,
nor do words that English has taken over.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from knowledge.language.english import english
from knowledge.language.text import LONGEST_WORD, unmarked
from knowledge.language.vectors import word_vectors

FOLDER = Path(__file__).parent / "function_words"
ENGLISH, OTHER = "english", "other"
# So many texts show what a base is written in; they are taken evenly from all of it. To read them takes 25 ms.
SAMPLE = 500
# A language in which a larger share of a base's texts is written is one that it can be asked in; a quotation is none.
ALSO_SPOKEN = 0.1
# Where every word that speaks for another language could be English as well, it takes so many words more than the
# base's own: "quid pro quo" has one.
SURELY = 2
_WORD = re.compile(r"\b[^\W\d_]+(?:['\u2019][^\W\d_]+)*\b")
_APOSTROPHE = re.compile("['\u2019]")

IsKnown = Callable[[str], bool]


@dataclass(frozen=True)
class FunctionWords:
    """The languages of each function word, folded, and the words that tell little.

    ``shared`` are English too or known in it, ``particles`` also stand inside names, and ``loans`` are English by now.
    """

    languages: dict[str, frozenset[str]]
    shared: frozenset[str]
    particles: frozenset[str]
    loans: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, folded, with its languages; ``is_name``: it is written as one.

    ``is_accented`` and ``is_abroad`` say that English doesn't write it so: its accents, or its whole script.
    """

    text: str
    languages: frozenset[str]
    is_name: bool
    is_accented: bool
    is_abroad: bool


@cache
def function_words() -> FunctionWords:
    """Return the lists, read on first use."""
    lists = {path.stem: _words_of(path) for path in sorted(FOLDER.glob("*.txt"))}
    shared, particles, loans = (lists.pop(name) for name in ("shared", "particles", "loans"))
    languages: dict[str, set[str]] = {}
    for language, words in (lists | {ENGLISH: english().function_words}).items():
        for word in words:
            languages.setdefault(word, set()).add(language)
    return FunctionWords({word: frozenset(of) for word, of in languages.items()}, shared, particles, loans)


class Languages:
    """The languages that a base is written in, and what is written in none of them."""

    def __init__(self, texts: Sequence[str], is_known: IsKnown) -> None:
        """Find the languages of a base from its ``texts``; ``is_known`` says whether a folded word is in it."""
        self._is_known = is_known
        sample = texts[:: max(len(texts) // SAMPLE, 1)]
        self.spoken: frozenset[str] = frozenset(_main_language(sample))
        others = Counter(self.foreign(text) for text in sample)
        enough = ALSO_SPOKEN * len(sample)
        self.spoken |= {one for one, count in others.items() if one not in ("", OTHER) and count > enough}

    @property
    def in_words(self) -> str:
        """The languages of the base, as a sentence names them: "English and French"."""
        return " and ".join(sorted(language.capitalize() for language in self.spoken))

    def foreign(self, text: str) -> str:
        """Return the likeliest language of a text that is written in none of the base's.

        Empty where it is written in one of them, where it can't be told, and where the base's own can't.
        """
        every = list(_read(text))
        words = [word for word in every if not word.is_name]
        if not self.spoken or not words:
            return ""
        votes = Counter(language for word in words for language in word.languages - self.spoken)
        language = max(votes, key=lambda one: (votes[one], one), default=OTHER)
        # Who writes names as such means no name by any other word.
        has_names = len(words) < len(every) or any(self._is_own_name(word) for word in words)
        signs = sum(self._is_sign(word, language, has_names=has_names) for word in words)
        is_plain = not signs and not any(self._is_strong(word, language) for word in words)
        particles = sum(word.text in function_words().particles for word in words) if is_plain else 0
        count = votes[language] + signs - particles
        own = sum(self._speaks_for_own(word) for word in words)
        return language if count - own >= (SURELY if is_plain else 1) else ""

    def _speaks_for_own(self, word: _Word) -> bool:
        """Whether a word speaks for the languages of the base."""
        of_english = word.text in english().slang or word.text in function_words().loans
        return bool(word.languages & self.spoken) or (ENGLISH in self.spoken and of_english)

    def _is_strong(self, word: _Word, language: str) -> bool:
        return language in word.languages and (word.is_accented or word.text not in function_words().shared)

    def _is_sign(self, word: _Word, language: str, *, has_names: bool) -> bool:
        """Whether a word that is in no list shows by its letters that it is not the base's."""
        if language in word.languages or self._is_known(word.text) or word.text in function_words().loans:
            return False
        return word.is_abroad or (word.is_accented and has_names)

    def _is_own_name(self, word: _Word) -> bool:
        return self._is_known(word.text) and not word.languages and not word_vectors().is_common(word.text)


def _main_language(texts: Iterable[str]) -> list[str]:
    """Return the language that most function words of some texts are of, if there are any."""
    counts = Counter(language for text in texts for word in _read(text) for language in word.languages)
    # English, should it be as likely as another.
    most = max(counts, key=lambda language: (counts[language], language == ENGLISH), default="")
    return [most] if most else []


def _read(text: str) -> Iterator[_Word]:
    plain = unmarked(text)
    is_shouted = plain.isupper()
    for at, found in enumerate(_parts(plain)):
        # What is remembered of it has a bound: eight thousand words of any length may take a quarter of a gigabyte.
        found = found[:LONGEST_WORD]
        yield _word(found.casefold() if is_shouted else found, at == 0)


@lru_cache(maxsize=8192)
def _word(found: str, opens: bool) -> _Word:  # noqa: FBT001  a cache key, not an option
    folded = _folded(found)
    of = function_words().languages.get(folded, frozenset())
    # The first word of a sentence has its capital from there, unless it is no word that sentences begin with.
    is_name = found[0].isupper() and not (opens and of)
    is_abroad = not unicodedata.name(found[0], "LATIN").startswith("LATIN")
    return _Word(folded, of, is_name, not found.isascii() and not is_abroad, is_abroad)


def _parts(text: str) -> Iterator[str]:
    """Yield the words of a text, with what French and Italian cut short as a word of its own."""
    for found in _WORD.findall(text):
        head, *tails = _APOSTROPHE.split(found)
        yield head
        yield from (tail for tail in tails if tail.casefold() not in _contracted())


@cache
def _contracted() -> frozenset[str]:
    """Return what English cuts short behind an apostrophe, which is no word of its own: "ll", "t"."""
    lists = english()
    return frozenset(_APOSTROPHE.split(short)[-1] for short in (*lists.contractions, *lists.endings))


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _words_of(path: Path) -> frozenset[str]:
    lines = path.read_text("utf-8").splitlines()
    return frozenset(_folded(word) for line in lines if not line.startswith("#") for word in line.split())
