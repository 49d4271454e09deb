"""Which words are English: to tell an unknown name in lower case from a word that a base just doesn't have."""

from functools import cache

from knowledge.language.encoder import WORD_PIECES
from knowledge.language.vectors import word_vectors

# Shorter pieces are letters and scraps rather than words.
SHORTEST = 3
# Endings of English inflection, each with what may stand in its place in the base form.
ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("er", ""),
    ("er", "e"),
)


@cache
def _pieces() -> frozenset[str]:
    """Return the whole words among BERT's word pieces: some twenty thousand, names among them, all in lower case."""
    lines = WORD_PIECES.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if len(line) >= SHORTEST and line.isalpha())


@cache
def is_english(word: str) -> bool:
    """Whether a folded word is an English word rather than a name.

    One list has words and names without their capitals; the other keeps capitals: what it has with a capital only is a
    name.
    """
    return _is_listed(word) or _is_inflected(word) or _is_compound(word)


def _is_listed(word: str) -> bool:
    vectors = word_vectors()
    return vectors.is_common(word) or (word in _pieces() and not vectors.is_name(word))


def _is_inflected(word: str) -> bool:
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            base = word.removesuffix(ending)
            if _is_listed(base + instead) or (not instead and base[-1] == base[-2] and _is_listed(base[:-1])):
                return True
    return False


def _is_compound(word: str) -> bool:
    cuts = range(SHORTEST, len(word) - SHORTEST + 1)
    return any(word_vectors().is_common(word[:at]) and word_vectors().is_common(word[at:]) for at in cuts)
