"""One folding of text, for the base and for questions alike: markup, case, accents, contractions, fillers, stems."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from knowledge.language.english import english
from knowledge.language.english.list_types import English
from knowledge.language.figures import in_figures, scaled
from knowledge.language.stemming import stem

# Words and characters of a question, which may be a whole message of Discord's; what stands behind them is cut.
WORD_LIMIT = 64
CHARACTER_LIMIT = 4000
# Words of a text of the base, which is read to its end: an answer's 1,500 characters hold no more.
TEXT_WORDS = 1000
# The longest words of English dictionaries have 45 letters; what is longer costs time, and nobody compares its end.
LONGEST_WORD = 64
# Accents on one letter: Unicode's own bound for text of strangers (UAX 15, Stream-Safe Text Format). Putting them in
# order takes the square of their number: four thousand hold everybody up for 26 ms.
LONGEST_MARKS = 30
# Texts whose words are remembered: one question is taken into words some ten times on its way to a reply. Of full
# length they hold two megabytes.
KEPT_TEXTS = 128
# Capitals in a row that may be somebody's initials or an office's; more are an outcry or an abbreviation.
LONGEST_INITIALS = 3

_MARKUP = re.compile(
    r"<a?:\w+:\d+>|<(?:@[!&]?|#)\d+>|<t:-?\d+(?::\w)?>|</[^>\n]{1,80}:\d+>|https?://\S+|[*_~|`]{2,}|[*`~|>]|\B_|_\B"
)
# Joiners, direction marks and soft hyphens are invisible, so nobody means anything by them.
_INVISIBLE = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4\u2032\uff07", "'"))
_MAY_BE_MARKUP = re.compile(r"[<>*_~|`]|://")
_DIGITS = r"[$€£]?(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?"
_SCALES = r"(?i:k|m|bn|st|nd|rd|th|s)"
_NUMBER = re.compile(rf"(?P<digits>{_DIGITS})(?P<scale>{_SCALES})?")
_STOPS = frozenset(".!?;:\n")


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word; ``capital`` says that its writer set it apart as a name would be, ``owns`` that it had an 's.

    ``written`` is what its writer wrote, for showing; "" for the second of two words that were one ("can't").
    """

    text: str
    stem: str
    capital: bool = False
    owns: bool = False
    written: str = field(default="", compare=False)


@cache
def _token() -> re.Pattern[str]:
    units = "|".join(english().units)
    return re.compile(
        rf"{_DIGITS}(?:(?:{_SCALES}\b)?(?![^\W_])|(?=(?i:{units})\b))"
        r"|\b(?:[^\W\d_]\.){2,}|\b[wW]/|[^\W_]+(?:'[^\W\d_]+)*|[.!?;:\n]"
    )


def fold(text: str) -> str:
    """Return ``text`` as plain lower-case words with single spaces: equal for texts asked in the same words."""
    return " ".join(word.text for word in split(text))


def plain(text: str) -> str:
    """Return ``text`` without markup, invisible characters, accents and typographic variants; case is kept."""
    bare = unmarked(text)
    if bare.isascii():
        return bare
    return "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))[:CHARACTER_LIMIT]


def unmarked(text: str) -> str:
    """Return ``text`` without markup, invisible characters and typographic variants; case and accents are kept."""
    text = text[:CHARACTER_LIMIT]
    if text.isascii():
        return _MARKUP.sub(" ", text) if _MAY_BE_MARKUP.search(text) else text
    visible = _with_few_marks(_INVISIBLE.sub("", text))
    # One character may stand for a whole sentence, so it is cut once more.
    text = unicodedata.normalize("NFKC", visible)[:CHARACTER_LIMIT]
    return _MARKUP.sub(" ", text.translate(_APOSTROPHES))


def _with_few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= LONGEST_MARKS:
            kept.append(character)
    return "".join(kept)


@lru_cache(KEPT_TEXTS)
def split(text: str, limit: int = WORD_LIMIT) -> tuple[Word, ...]:
    """Return the first ``limit`` words of ``text``, contractions and short forms written out, possessives cut."""
    found: list[Word] = []
    opens = True
    source = in_figures(plain(text))
    shouted = source.isupper()
    for raw in _token().findall(source):
        if raw in _STOPS:
            opens = True
            continue
        # A name has one capital, an outcry has many.
        loud = shouted or (len(raw) > LONGEST_INITIALS and raw.isupper())
        if found and found[-1].text.isdigit() and raw.casefold() in english().cues.clock:
            # What is "pm" elsewhere is none behind an hour.
            found.append(Word(raw.casefold(), raw.casefold()))
        else:
            found += _read(raw[:LONGEST_WORD], raw[0].isupper() and not opens and not loud)
        opens = False
        if len(found) >= limit:
            break
    return tuple(_spelt_out(found[:limit]))


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a question or phrasing that carry meaning: greetings and fillers are left out.

    A text of nothing but fillers keeps them: then they are what it says.
    """
    every = split(text)
    return _without_fillers(every, english()) or every


def is_filler(text: str) -> bool:
    """Whether a text is nothing but greetings, thanks and fillers."""
    return not _without_fillers(split(text), english())


def _spelt_out(found: list[Word]) -> Iterator[Word]:
    """Read a lone 4 or 2 before a word that it cannot count as "for" or "to"."""
    lists = english()
    for at, word in enumerate(found):
        meant = lists.sounds.get(word.text)
        if meant and 0 < at < len(found) - 1:
            before, after = found[at - 1].text, found[at + 1].text
            # After "the" and the like and beside a month a figure is one.
            counts = before in lists.cues.number or not lists.calendar.months.keys().isdisjoint((before, after))
            if after.isalpha() and not after.endswith(("s", "people")) and not counts:
                yield Word(meant, meant)
                continue
        yield word


@lru_cache(maxsize=65536)
def _read(raw: str, capital: bool) -> tuple[Word, ...]:  # noqa: FBT001  a cache key, not an option
    folded = [text for text in _written_out(raw, english()) if text]
    # Of "who's" the ending is a verb.
    owns = raw.endswith(("'s", "s'")) and len(folded) == 1
    # What was one word as written is shown once.
    return tuple(Word(text, stem(text), capital, owns, "" if at else raw) for at, text in enumerate(folded))


def _written_out(raw: str, lists: English) -> tuple[str, ...]:
    word = raw.casefold()
    if number := _NUMBER.fullmatch(raw):
        return lists.slang.get(word) or (scaled(number["digits"], (number["scale"] or "").casefold()),)
    if "." in word:
        return (word.replace(".", ""),)
    if "'" in word:
        return _uncontracted(word, lists)
    # "HR" in capitals is no hour.
    is_abbreviation = raw.isupper() and word in lists.units
    return (word,) if is_abbreviation else lists.slang.get(word, (word,))


def _uncontracted(word: str, lists: English) -> tuple[str, ...]:
    if word in lists.contractions:
        return lists.contractions[word]
    for ending, meant in lists.endings.items():
        if word.endswith(ending):
            return (word.removesuffix(ending), *meant)
    head, _, tail = word.partition("'")
    if tail == "s":
        return lists.slang.get(head, (head,))
    return (word.replace("'", ""),)


def _without_fillers(every: tuple[Word, ...], lists: English) -> tuple[Word, ...]:
    kept = _without_interjections(every, lists)
    texts = [word.text for word in kept]
    start, end = 0, len(kept)
    while start < end and (length := _filler_at(texts[start:end], lists.fillers, lists.openers)):
        start = min(start + length, end)
    while start < end and (length := _filler_before(texts[start:end], lists)):
        end -= length
    return tuple(kept[start:end])


def _without_interjections(every: tuple[Word, ...], lists: English) -> list[Word]:
    texts = [word.text for word in every]
    kept: list[Word] = []
    at = 0
    while at < len(every):
        length = _filler_at(texts[at : at + 2], lists.interjections, lists.openers)
        if not length:
            kept.append(every[at])
        at += max(length, 1)
    return kept


def _filler_at(texts: list[str], fillers: frozenset[tuple[str, ...]], openers: Mapping[str, int]) -> int:
    longest = min(openers.get(texts[0], 0), len(texts))
    return next((length for length in range(longest, 0, -1) if tuple(texts[:length]) in fillers), 0)


def _filler_before(texts: list[str], lists: English) -> int:
    longest = min(lists.closers.get(texts[-1], 0), len(texts))
    return next((length for length in range(longest, 0, -1) if tuple(texts[-length:]) in lists.fillers), 0)
