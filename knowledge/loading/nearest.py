"""A mistyped key or id -> the one that was probably meant."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

# Of three characters two must be right: 'awnser' (two edits of six letters) is meant for 'answer', 'date' for nothing.
LIKE = 0.65


def nearest(name: str, options: Iterable[str]) -> str | None:
    """Return the option that ``name`` is most like; None where it is like none."""
    found = extractOne(
        name.lower(), sorted(options), scorer=OSA.normalized_similarity, processor=None, score_cutoff=LIKE
    )
    return str(found[0]) if found else None


def did_you_mean(name: str, options: Iterable[str], otherwise: str) -> str:
    """Return the remedy for a word that isn't among ``options``."""
    meant = nearest(name, options)
    return f"did you mean '{meant}'?" if meant else otherwise
