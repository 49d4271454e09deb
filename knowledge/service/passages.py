"""Whether a quotation stands in a text word for word, and where in it something like it does.

What differs between a report and a copy of it is folded away: the shapes of quotation marks, dashes and spaces, line
breaks and the hyphens at them, soft hyphens, and Unicode's several ways of writing one letter. A space that the copy
has lost, as where two lines were joined, is forgiven. Words, their order, capitals and all other signs count.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.fuzz import partial_ratio_alignment

# Of 100 (RapidFuzz's partial ratio): below it two texts about one matter share no more than names and small words.
LIKE = 60.0

# Quotation marks, single, double and angular, accents and primes that stand for them; hyphens and minus; dashes.
_QUOTES = '"`\u2018\u2019\u201a\u201b\u2032\u2035\u00b4\u02bc\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a'
_HYPHENS, _DASHES = "\u2010\u2011\u2012\u2212", "\u2013\u2015"
_MARKS = str.maketrans({**dict.fromkeys(_QUOTES, "'"), **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_DASHES, "—")})
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# A dash parts words, a hyphen joins them; typewriters have two hyphens for the one, or spaces around it.
_DASH = re.compile(r" ?(?:—|--+| - )(?:[-—]| (?=[-—]))* ?")
_SEVERAL_QUOTES = re.compile(r"'(?: ?')+")
_ELLIPSIS = re.compile(r"\[\s*\.{3,}\s*\]|\(\s*\.{3,}\s*\)|(?:\.\s?){3,}")
_BROKEN = re.compile(r"(?<=\w)([-\u2010])[ \t\r]*\n\s*(?=\w)")
_SOFTLY_BROKEN = re.compile("\u00ad[ \\t\\r]*\\n\\s*")
_MARKDOWN = re.compile(
    r"^[ \t]*(?:#{1,6}|>+|[-*+])[ \t]+|\\(?=[^\w\s])|[*_]{1,3}|!?\[|\](?:\([^)\s]{0,500}\))?", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Near:
    """The passage of a text that is most like what was looked for, as it stands there, and its line from 1."""

    passage: str
    line: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A passage that a text does not have word for word; ``is_earlier`` where it has it before what it is to follow."""

    passage: str
    near: Near | None
    is_earlier: bool = False


class SourceText:
    """The text of a report, in which quotations are looked for; ``is_markdown`` where it may have marks of Markdown."""

    def __init__(self, text: str, *, is_markdown: bool = False) -> None:
        self._text = text
        self._is_markdown = is_markdown

    def missing(self, quote: str) -> Missing | None:
        """Return the first passage of a quotation that is not there; None where all are, in their order.

        An ellipsis (``…``, ``...`` or ``[...]``) stands for what was left out between two passages.
        """
        passages = [one.strip() for one in _ELLIPSIS.split(_folded(quote)) if one.strip()]
        found = [_first_missing(passages, reading) for reading in self._readings]
        if not passages:
            return Missing(quote, None)
        furthest = max(len(passages) if place is None else place for place in found)
        if furthest == len(passages):
            return None
        passage = passages[furthest]
        is_there = any(_pattern(passage).search(reading) for reading in self._readings)
        return Missing(passage, None if is_there else self._near(passage), is_earlier=is_there)

    @cached_property
    def _readings(self) -> tuple[str, ...]:
        """What the text may say: a hyphen at the end of a line belongs to the word, or to the line."""
        texts = [self._text, *([_MARKDOWN.sub("", self._text)] if self._is_markdown else [])]
        joined = [_SOFTLY_BROKEN.sub("", text) for text in texts]
        return tuple(dict.fromkeys(_folded(_BROKEN.sub(hyphen, text)) for text in joined for hyphen in (r"\1", "")))

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        """The words as they stand there, each with its line."""
        lines = enumerate(self._text.split("\n"), 1)
        return [(word, number) for number, line in lines for word in _visible(line).split()]

    def _near(self, passage: str) -> Near | None:
        text = " ".join(word for word, _ in self._words)
        found = partial_ratio_alignment(_small(passage), _small(text), score_cutoff=LIKE)
        if found is None or found.dest_start == found.dest_end:
            return None
        first, last = (text.count(" ", 0, at) for at in (found.dest_start, max(found.dest_end - 1, 0)))
        words = self._words[first : last + 1]
        return Near(" ".join(word for word, _ in words), words[0][1])


def _first_missing(passages: list[str], text: str) -> int | None:
    """Return the place of the first passage that does not follow those before it in a text."""
    at = 0
    for place, passage in enumerate(passages):
        found = _pattern(passage).search(text, at)
        if found is None:
            return place
        at = found.end()
    return None


def _pattern(passage: str) -> re.Pattern[str]:
    """Return what finds a passage that begins and ends with whole words; a space of it may be missing in the text."""
    words = re.sub(r"[-—]", "[-—]", re.escape(passage).replace("\\-", "-").replace("\\ ", " ?"))
    start = r"(?<![\w-])" if passage[0].isalnum() else ""
    return re.compile(start + words + (r"(?![\w-])" if passage[-1].isalnum() else ""))


def _folded(text: str) -> str:
    text = " ".join(_visible(text.translate(_MARKS)).translate(_MARKS).split())
    return _SEVERAL_QUOTES.sub("'", _DASH.sub("—", text))


def _visible(text: str) -> str:
    """Return a text in one form of Unicode, without what is not seen in it: soft hyphens, zero-width characters."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def _small(text: str) -> str:
    """Return a text in small letters, as long as it was."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
