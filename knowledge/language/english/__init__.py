"""What the matcher knows of English in general: word lists, in files beside this one, read once."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from knowledge.language.english.grammar_types import Cues, PronounForms, Pronouns, Suffixes
from knowledge.language.english.list_types import (
    Calendar,
    English,
    Framing,
    Leaning,
    Manner,
    Opening,
    Picks,
    QuestionWord,
    Titles,
)

FOLDER = Path(__file__).parent


@cache
def english() -> English:
    """Return the word lists."""
    base_forms: dict[str, str] = {}
    for base, *forms in map(str.split, _lines("irregular")):
        for form in forms:
            base_forms.setdefault(form, base)
    fillers = {tuple(line.removeprefix("* ").split()) for line in _lines("fillers")}
    contractions = {short: tuple(meant.split()) for short, meant in _labelled("contractions")}
    endings = {short for short in contractions if short.startswith(("'", "n'"))}
    asked = groups("question_words")
    countries = {tuple(name.split()): names[0] for names, others in _countries() for name in (*names, *others)}
    return English(
        base_forms=base_forms,
        slang={short: tuple(meant) for short, *meant in map(str.split, _lines("slang"))},
        contractions={short: meant for short, meant in contractions.items() if short not in endings},
        endings={short: meant for short, meant in contractions.items() if short in endings},
        sounds=dict(_labelled("sounds")),
        fillers=frozenset(fillers),
        interjections=frozenset(tuple(line.split()[1:]) for line in _lines("fillers") if line.startswith("* ")),
        openers=_longest((filler[0], len(filler)) for filler in fillers),
        closers=_longest((filler[-1], len(filler)) for filler in fillers),
        opposites=_opposites(),
        synonyms=tuple(tuple(line.split(", ")) for line in _lines("synonyms")),
        converses=frozenset(frozenset(line.split()) for line in _lines("converses")),
        numbers={word: int(value) for word, value in map(str.split, _lines("numbers"))},
        ordinals=frozenset(_words("ordinals")),
        ranks={word: rank for rank, word in enumerate(("first", *_words("ordinals")), 1)},
        units=_words("units"),
        function_words=frozenset(_words("function")),
        relatives_and_colleagues=frozenset(_words("relatives_and_colleagues")),
        asked_nouns=_kinds("asked_nouns"),
        asked_after_how=_kinds("asked_after_how"),
        holding=groups("holding"),
        forms=groups("forms"),
        american=tuple((british, american) for british, american in map(str.split, _lines("spellings"))),
        manner=Manner(**groups("manner")),
        auxiliaries=frozenset(_words("auxiliaries")),
        negations=frozenset(_words("negations")),
        question_words={phrase: kind for kind in get_args(QuestionWord) for phrase in asked[kind]},
        open_question_words=asked["open"],
        calendar=_calendar(),
        pronouns=Pronouns(
            subjects=frozenset(forms.split(", ")[0] for kind, forms in _labelled("pronouns") if kind != "pointing"),
            **groups("pronouns"),
        ),
        pronoun_forms=_pronoun_forms(),
        cues=Cues(**groups("cues")),
        framing=Framing(**groups("framing")),
        countries=countries,
        longest_country=max(map(len, countries)),
        country_names={names[0]: tuple(tuple(name.split()) for name in names) for names, _ in _countries()},
        titles=_titles(),
        succession=groups("succession"),
        suffixes=Suffixes(**{label: tuple(content.split(", ")) for label, content in _labelled("suffixes")}),
        picks=_picks(),
        leaning=Leaning(**groups("leaning")),
        openings=tuple(_openings()),
    )


def _lines(name: str) -> Iterator[str]:
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for line in _lines(name) for word in line.split())


def _labelled(name: str) -> Iterator[tuple[str, str]]:
    """Yield label and content of each line of a file whose lines read ``label: content``."""
    for line in _lines(name):
        label, _, content = line.partition(":")
        yield label, content.strip()


def groups(name: str) -> dict[str, frozenset[str]]:
    """Return what stands behind each label, between commas; a label may have several lines."""
    found: dict[str, frozenset[str]] = {}
    for label, content in _labelled(name):
        found[label] = found.get(label, frozenset()).union(content.split(", "))
    return found


def _longest(found: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the largest number beside each word."""
    longest: dict[str, int] = {}
    for word, length in found:
        longest[word] = max(length, longest.get(word, 0))
    return longest


def _kinds(name: str) -> dict[str, str]:
    """Return the label before each word of a file of groups."""
    return {word: label for label, words in groups(name).items() for word in words}


def _calendar() -> Calendar:
    months = [line.removeprefix("* ").split() for line in _lines("months")]
    starred = [line.split()[1:] for line in _lines("months") if line.startswith("* ")]
    seasons = [line.split() for line in _lines("seasons")]
    return Calendar(
        months={name: number for number, names in enumerate(months, 1) for name in names},
        month_names=tuple(names[0] for names in months),
        ambiguous_months=frozenset(name for names in starred for name in names),
        weekdays=_words("weekdays"),
        seasons={
            name: frozenset(int(word) for word in line if word.isdecimal())
            for line in seasons
            for name in line
            if not name.isdecimal()
        },
    )


def _countries() -> Iterator[tuple[list[str], list[str]]]:
    for line in _lines("countries"):
        names, _, others = line.partition("; ")
        yield names.split(", "), others.split(", ") if others else []


def _titles() -> Titles:
    by_label = {label: words for label, words in groups("titles").items() if label != "same" and " " not in label}
    same = [tuple(content.split(", ")) for label, content in _labelled("titles") if label == "same"]
    compounds = {label.split()[1]: words for label, words in groups("titles").items() if " " in label}
    return Titles(**by_label, same={word: group for group in same for word in group}, compounds=compounds)


def _openings() -> Iterator[Opening]:
    for label, content in _labelled("recasting"):
        words, sign, before = re.split(r" ([+-]) ", label)
        yield Opening(words, tuple(before.split(", ")), sign == "+", tuple(content.split(", ")))


def _pronoun_forms() -> PronounForms:
    labels = groups("pronoun_forms")
    said = ((kind, content.split(", ")) for kind, content in _labelled("pronoun_forms"))
    lines = [(kind, forms) for kind, forms in said if kind not in ("vague", "adverb", "doer")]
    kinds = {form: kind for kind, forms in lines for form in forms[:2]}
    possessives = {form: forms[0] for _, forms in lines for form in forms[2:]}
    return PronounForms(
        forms=possessives | {form: form for form in kinds},
        kinds=kinds,
        # "it" is its own object.
        subject_of={forms[1]: forms[0] for _, forms in lines if len(set(forms[:2])) > 1},
        possessive=frozenset(possessives),
        vague=labels["vague"],
        adverbs=dict(pair.split() for pair in labels["adverb"]),
        doer=labels["doer"],
    )


def _picks() -> Picks:
    by_label = {label: words for label, words in groups("picks").items() if label != "place"}
    places = [content.split(", ") for label, content in _labelled("picks") if label == "place"]
    return Picks(places={word: place for place, words in enumerate(places) for word in words}, **by_label)


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in map(str.split, _lines("opposites")):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
