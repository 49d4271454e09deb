"""Things told by their form, a telephone number or an e-mail address: which one is asked for, which a text has."""

import re
from collections.abc import Sequence

from knowledge.language.english import english

# A line has seven figures at least, with a blank or sign between them here and there, and no currency's sign.
_FORMS = {
    "phone number": re.compile(r"(?<![\d.,$€£])\d(?:[ ()/-]?\d){6,}(?![\d.,]*\d)"),
    "e-mail address": re.compile(r"\w@\w"),
    "web address": re.compile(r"\bhttps?://|\bwww\.|\w\.[a-z]{2,}\b"),
}


def form_asked(words: Sequence[str]) -> str:
    """Return the form of the thing that a question's folded words, in order, ask for by its name; "" for none.

    Behind a word of rates it is only what something is counted by: "votes per phone number".
    """
    text = f" {' '.join(words)} "
    named = ((form, name) for form, names in english().forms.items() for name in names)
    return next((form for form, name in named if f" {name} " in text and not _is_rate(name, text)), "")


def _is_rate(name: str, text: str) -> bool:
    return any(f" {word} {name} " in text for word in english().cues.rate - english().cues.article)


def forms_in(text: str) -> frozenset[str]:
    """Return the forms of the things that a text has."""
    return frozenset(form for form, pattern in _FORMS.items() if pattern.search(text))
