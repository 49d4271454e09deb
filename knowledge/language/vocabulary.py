"""Which words are English: to tell an unknown name in lower case from a word that a base just doesn't have."""

from functools import cache, lru_cache
from io import StringIO
from pathlib import Path

import spylls.hunspell
from spylls.hunspell import Dictionary, readers
from spylls.hunspell.readers.file_reader import FileReader

from knowledge.language.english import english
from knowledge.language.vectors import word_vectors

# The shortest part of a compound: with shorter ones half of all surnames are compounds.
SHORTEST = 4
# The longest word of any use has 28 letters; a compound of thousands would take half a minute to look up.
LONGEST = 30
# Words whose answer is remembered: readers' unknown words never end, and a hundred bytes each make half a megabyte.
KEPT = 4096


class _Reader(FileReader):  # type: ignore[misc]
    """Reads a file of a dictionary at once: the one that spylls has leaves it open."""

    def _open(self, path: str, encoding: str) -> StringIO:
        return StringIO(Path(path).read_text(encoding, errors="surrogateescape"))


@cache
def _dictionary() -> Dictionary:
    """Return Hunspell's American dictionary, which comes with spylls; reading it takes half a second."""
    path = Path(spylls.hunspell.__file__).parent / "data" / "en" / "en_US"
    affixes, context = readers.read_aff(_Reader(f"{path}.aff"))
    words = readers.read_dic(_Reader(f"{path}.dic", encoding=context.encoding), aff=affixes, context=context)
    return Dictionary(affixes, words)


@lru_cache(KEPT)
def is_english(word: str) -> bool:
    """Whether a folded word is an English word rather than a name: the dictionary has names with a capital only."""
    if len(word) > LONGEST:
        return False
    return word_vectors().is_common(word) or is_listed(word) or _is_british(word) or _is_compound(word)


@cache
def listed_words() -> frozenset[str]:
    """Return the dictionary's words in their base form, without names and abbreviations."""
    return frozenset(entry.stem for entry in _dictionary().dic.words if entry.stem.islower() and entry.stem.isalpha())


@lru_cache(KEPT)
def is_listed(word: str) -> bool:
    """Whether the dictionary has a folded word, in any of its forms."""
    return len(word) <= LONGEST and bool(_dictionary().lookup(word))


def _is_british(word: str) -> bool:
    return any(
        is_listed(word[:at] + american + word[at + len(british) :])
        for british, american in english().american
        for at in range(len(word))
        if word.startswith(british, at)
    )


def _is_compound(word: str) -> bool:
    cuts = range(SHORTEST, len(word) - SHORTEST + 1)
    return any(is_listed(word[:at]) and is_listed(word[at:]) for at in cuts)
