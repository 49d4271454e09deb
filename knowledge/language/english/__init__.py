"""What the matcher knows of English in general: every word list of the project, in files beside this one, read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

FOLDER = Path(__file__).parent

QuestionWord = Literal["when", "where", "who", "why", "how many", "how long"]


@dataclass(frozen=True)
class Calendar:
    """Months, weekdays and seasons.

    ``months`` gives the number, 1 to 12, of a month's name or short form, ``month_names`` are the twelve names in
    order, ``ambiguous_months`` those words that are more than a month. ``weekdays`` begin on Monday. ``seasons`` gives
    the numbers of a season's months.
    """

    months: dict[str, int]
    month_names: tuple[str, ...]
    ambiguous_months: frozenset[str]
    weekdays: tuple[str, ...]
    seasons: dict[str, frozenset[int]]

    def has(self, word: str) -> bool:
        """Whether ``word`` names a month or a weekday."""
        return word in self.months or word in self.weekdays


@dataclass(frozen=True)
class Pronouns:
    """Pronouns by what they stand for; ``subjects`` are the forms that a sentence can have as its subject.

    ``speaker`` is I and we, ``addressed`` you, ``person`` he, she and they, ``thing`` it, ``pointing`` this and those.
    """

    subjects: frozenset[str]
    speaker: frozenset[str]
    addressed: frozenset[str]
    person: frozenset[str]
    thing: frozenset[str]
    pointing: frozenset[str]

    @property
    def of_people(self) -> frozenset[str]:
        """The pronouns that stand for somebody."""
        return self.speaker | self.addressed | self.person

    @property
    def referring(self) -> frozenset[str]:
        """The pronouns that stand for what was named before."""
        return self.person | self.thing | self.pointing


@dataclass(frozen=True)
class Cues:
    """Small words that tell how those beside them, or the whole question, are meant.

    ``article`` may open a name. ``joining`` between two names says nothing of who acts. Before a word that may be a
    month or a season ``month`` says that it is one; ``number`` before a figure that it counts, ``once`` before "once"
    that it does. After ``name`` a name would stand, as after auxiliaries; but ``verb`` are those auxiliaries that have
    a verb behind them more often. ``no_measure`` after "how" asks for no measure, nor does an auxiliary. Before
    ``ends_name`` the name of a thing ends: "the title *of* the speech". ``passive`` makes a passive, with "by".
    ``rank`` picks one of a row, as ordinals do. ``turning`` makes another question of it. ``opening`` begins a
    follow-up, two words among them; ``source`` asks where an answer comes from. ``now`` asks for the present day.
    After ``relative`` "who" opens a clause and asks for nobody.
    """

    article: frozenset[str]
    joining: frozenset[str]
    month: frozenset[str]
    number: frozenset[str]
    once: frozenset[str]
    name: frozenset[str]
    verb: frozenset[str]
    no_measure: frozenset[str]
    ends_name: frozenset[str]
    passive: frozenset[str]
    rank: frozenset[str]
    turning: frozenset[str]
    opening: frozenset[str]
    source: frozenset[str]
    now: frozenset[str]
    relative: frozenset[str]


@dataclass(frozen=True)
class Manner:
    """How a question speaks of its matter.

    There are auxiliaries of the ``present`` and of the ``past``, words for ``now``, words that
    address the bot, ``indefinite`` ones that mean nobody in particular, ``naming`` ones that ask for a name, and
    ``causing`` verbs behind "what" that ask for a reason.
    """

    present: frozenset[str]
    past: frozenset[str]
    now: frozenset[str]
    addressed: frozenset[str]
    indefinite: frozenset[str]
    naming: frozenset[str]
    causing: frozenset[str]


@dataclass(frozen=True)
class Titles:
    """Words around the title of an office, by what they make of it.

    Before it ``generic`` means any holder, ``deputy`` another office; ``candidate`` behind it does so too. ``former``,
    ``current``, ``then``, ``coming``, ``first`` and ``later`` say which holder; ``manner`` says nothing of who it is.
    ``succession`` is about another holder than the one who is named. Who holds a ``head`` leads whose it is, an
    ``envoy`` is sent to others. ``body`` is something that has offices, without its name. ``preposition`` stands before
    whose it is or where, ``belonging`` are those of them that tell whose, ``sent`` to whom. ``possessive`` refers to
    somebody named before. What one is the object of by ``accusing`` verbs stands behind "of" as well. Beside the
    name of a person ``namesake`` means a relative of the same name.

    ``same`` gives all words for the same office, ``compounds`` the words that make something else of a title.
    """

    generic: frozenset[str]
    deputy: frozenset[str]
    candidate: frozenset[str]
    former: frozenset[str]
    current: frozenset[str]
    then: frozenset[str]
    coming: frozenset[str]
    first: frozenset[str]
    later: frozenset[str]
    manner: frozenset[str]
    succession: frozenset[str]
    head: frozenset[str]
    envoy: frozenset[str]
    body: frozenset[str]
    preposition: frozenset[str]
    belonging: frozenset[str]
    sent: frozenset[str]
    possessive: frozenset[str]
    accusing: frozenset[str]
    namesake: frozenset[str]
    same: dict[str, tuple[str, ...]]
    compounds: dict[str, frozenset[str]]

    def time(self, word: str) -> str | None:
        """Return which holder ``word`` says is meant: "former", "current", "then", "coming", "first", "later"."""
        kinds = ("former", "current", "then", "coming", "first", "later")
        return next((kind for kind in kinds if word in getattr(self, kind)), None)


@dataclass(frozen=True)
class English:
    """Lists of ordinary English: each maps or holds folded words, never names.

    ``countries`` has the country by each name, people and capital, as tuples of words, ``country_names`` its names.
    ``openers`` and ``closers`` are the first and last words of the ``fillers``: a quick way to see that there is
    none. ``contractions`` gives the words in full, ``endings`` what an ending of any word stands for. ``sounds``
    gives the word that a figure is typed for. ``ranks`` gives the number of an ordinal, "first" among them.
    ``question_words`` gives what a word, or two with a space, asks for; ``open_question_words`` ask for what the word
    behind them says, and ``asked_nouns`` gives what some such words ask for, ``asked_after_how`` what those behind
    "how" do. ``holding`` are the words that an answer has which holds a kind of thing. ``american`` are parts of
    British spellings, each with what American ones have in its place.
    """

    base_forms: dict[str, str]
    slang: dict[str, tuple[str, ...]]
    contractions: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]
    sounds: dict[str, str]
    fillers: frozenset[tuple[str, ...]]
    interjections: frozenset[tuple[str, ...]]
    openers: frozenset[str]
    closers: frozenset[str]
    opposites: dict[str, frozenset[str]]
    numbers: dict[str, int]
    ordinals: frozenset[str]
    ranks: dict[str, int]
    units: tuple[str, ...]
    function_words: frozenset[str]
    relations: frozenset[str]
    asked_nouns: dict[str, str]
    asked_after_how: dict[str, str]
    holding: dict[str, frozenset[str]]
    american: tuple[tuple[str, str], ...]
    manner: Manner
    auxiliaries: frozenset[str]
    negations: frozenset[str]
    question_words: dict[str, QuestionWord]
    open_question_words: frozenset[str]
    calendar: Calendar
    pronouns: Pronouns
    cues: Cues
    countries: dict[tuple[str, ...], str]
    country_names: dict[str, tuple[tuple[str, ...], ...]]
    titles: Titles


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
    asked = _groups("question_words")
    return English(
        base_forms=base_forms,
        slang={short: tuple(meant) for short, *meant in map(str.split, _lines("slang"))},
        contractions={short: meant for short, meant in contractions.items() if short not in endings},
        endings={short: meant for short, meant in contractions.items() if short in endings},
        sounds=dict(_labelled("sounds")),
        fillers=frozenset(fillers),
        interjections=frozenset(tuple(line.split()[1:]) for line in _lines("fillers") if line.startswith("* ")),
        openers=frozenset(filler[0] for filler in fillers),
        closers=frozenset(filler[-1] for filler in fillers),
        opposites=_opposites(),
        numbers={word: int(value) for word, value in map(str.split, _lines("numbers"))},
        ordinals=frozenset(_words("ordinals")),
        ranks={word: rank for rank, word in enumerate(("first", *_words("ordinals")), 1)},
        units=_words("units"),
        function_words=frozenset(_words("function")),
        relations=frozenset(_words("relations")),
        asked_nouns=_kinds("asked_nouns"),
        asked_after_how=_kinds("asked_after_how"),
        holding=_groups("holding"),
        american=tuple((british, american) for british, american in map(str.split, _lines("spellings"))),
        manner=Manner(**_groups("manner")),
        auxiliaries=frozenset(_words("auxiliaries")),
        negations=frozenset(_words("negations")),
        question_words={phrase: kind for kind in get_args(QuestionWord) for phrase in asked[kind]},
        open_question_words=asked["open"],
        calendar=_calendar(),
        pronouns=Pronouns(
            subjects=frozenset(forms.split(", ")[0] for kind, forms in _labelled("pronouns") if kind != "pointing"),
            **_groups("pronouns"),
        ),
        cues=Cues(**_groups("cues")),
        countries={tuple(name.split()): names[0] for names, others in _countries() for name in (*names, *others)},
        country_names={names[0]: tuple(tuple(name.split()) for name in names) for names, _ in _countries()},
        titles=_titles(),
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


def _groups(name: str) -> dict[str, frozenset[str]]:
    """Return what stands behind each label, between commas; a label may have several lines."""
    found: dict[str, frozenset[str]] = {}
    for label, content in _labelled(name):
        found[label] = found.get(label, frozenset()).union(content.split(", "))
    return found


def _kinds(name: str) -> dict[str, str]:
    """Return the label before each word of a file of groups."""
    return {word: label for label, words in _groups(name).items() for word in words}


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
    groups = {label: words for label, words in _groups("titles").items() if label != "same" and " " not in label}
    same = [tuple(content.split(", ")) for label, content in _labelled("titles") if label == "same"]
    compounds = {label.split()[1]: words for label, words in _groups("titles").items() if " " in label}
    return Titles(**groups, same={word: group for group in same for word in group}, compounds=compounds)


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in map(str.split, _lines("opposites")):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
