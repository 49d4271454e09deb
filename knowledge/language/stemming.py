"""The stem of a word: what its forms have in common, so that "paid" finds "pays"."""

from functools import lru_cache

import Stemmer

from knowledge.language.english import english

_DOER = "+er"


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a folded word: irregular forms first, then Snowball's English stemmer (Porter 2)."""
    # A Stemmer is not safe to share between threads; making one takes a microsecond and only happens on a miss.
    found = str(Stemmer.Stemmer("english", 0).stemWord(english().base_forms.get(word, word)))
    # Who reports is not what is reported: the doer keeps the ending that Snowball would cut.
    return found + _DOER if _is_doer(word, found) else found


def _is_doer(word: str, found: str) -> bool:
    endings = ("er", "or")
    return word.removesuffix("s").endswith(endings) and not found.endswith(endings)
