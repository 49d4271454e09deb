"""Which words turn a question into its opposite, in whatever form they stand."""

from functools import cache

from knowledge.language.english import english
from knowledge.language.stemming import stem


@cache
def opposite_stems() -> dict[str, frozenset[str]]:
    """Return the stems of each stem's opposites: "issued" is to "lifted" as "issue" is to "lift"."""
    found: dict[str, frozenset[str]] = {}
    for word, others in english().opposites.items():
        found[stem(word)] = found.get(stem(word), frozenset()).union(map(stem, others))
    return found
