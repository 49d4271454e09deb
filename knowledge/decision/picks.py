"""What somebody picks from a numbered offer: "2", "option 2", "the second one", "last"."""

from knowledge.language.text import fold

_PLACES = {
    word: place
    for place, words in enumerate(("1 one first", "2 two second", "3 three third", "4 four fourth", "5 five fifth"))
    for word in words.split()
}
_LAST = "last"
_BEFORE = frozenset(
    "the i mean meant want take pick choose go with option number no nr choice suggestion question".split()
)
_BEHIND = frozenset("one option choice suggestion question please pls".split())


def picked(text: str, offered: int) -> int | None:
    """Return which of ``offered`` things, counted from 0, a text picks.

    None where it picks nothing; it may be a number that was not offered, then the place is beyond ``offered``.
    """
    words = fold(text).split()
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    while len(words) > 1 and words[-1] in _BEHIND:
        words = words[:-1]
    if len(words) != 1 or not offered:
        return None
    (word,) = words
    if word == _LAST:
        return offered - 1
    if word.isdecimal() and word not in _PLACES:
        return offered
    return _PLACES.get(word)
