"""Which words are English: to tell an unknown name in lower case from a word that a base just doesn't have."""

from functools import cache
from pathlib import Path

import spylls.hunspell
from spylls.hunspell import Dictionary

from knowledge.language.vectors import word_vectors

# The shortest part of a compound: with shorter ones half of all surnames are compounds.
SHORTEST = 4
# The dictionary is an American one; what its words have in the place of a British spelling.
AMERICAN = (
    ("our", "or"), ("ll", "l"), ("l", "ll"), ("is", "iz"), ("ys", "yz"), ("tre", "ter"), ("nce", "nse"), ("ogue", "og"),
    ("mme", "m"), ("ae", "e"),
)  # fmt: skip


@cache
def _dictionary() -> Dictionary:
    """Return Hunspell's American dictionary, which comes with spylls; reading it takes half a second."""
    return Dictionary.from_files(str(Path(spylls.hunspell.__file__).parent / "data" / "en" / "en_US"))


@cache
def is_english(word: str) -> bool:
    """Whether a folded word is an English word rather than a name: the dictionary has names with a capital only."""
    return word_vectors().is_common(word) or _is_listed(word) or _is_british(word) or _is_compound(word)


def _is_listed(word: str) -> bool:
    return bool(_dictionary().lookup(word))


def _is_british(word: str) -> bool:
    return any(british in word and _is_listed(word.replace(british, american)) for british, american in AMERICAN)


def _is_compound(word: str) -> bool:
    cuts = range(SHORTEST, len(word) - SHORTEST + 1)
    return any(_is_listed(word[:at]) and _is_listed(word[at:]) for at in cuts)
