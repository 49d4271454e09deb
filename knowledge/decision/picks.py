"""What somebody picks from a numbered offer: "2", "option 2", "the second one", "last"."""

from knowledge.language.english import english
from knowledge.language.text import fold


def picked(text: str, offered: int) -> int | None:
    """Return which of ``offered`` things, counted from 0, a text picks.

    None where it picks nothing; it may be a number that was not offered, then the place is beyond ``offered``.
    """
    words, lists = fold(text).split(), english().picks
    while len(words) > 1 and words[0] in lists.before:
        words = words[1:]
    while len(words) > 1 and words[-1] in lists.behind:
        words = words[:-1]
    if len(words) != 1 or not offered:
        return None
    (word,) = words
    if word in lists.last:
        return offered - 1
    if word.isdecimal() and word not in lists.places:
        return offered
    return lists.places.get(word)
