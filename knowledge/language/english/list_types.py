"""The word lists of English, by what the words do in a sentence."""

from dataclasses import dataclass
from typing import Literal

from knowledge.language.english.grammar_types import Cues, PronounForms, Pronouns, Suffixes

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
class Framing:
    """What stands around a claim without being part of it.

    An ``adverb`` opens it, a ``closing`` word ends it. A ``teller``, or somebody ``known`` behind ``whose``, has it by
    a ``verb``, with words ``beside`` that and ``where`` it was. To a ``degree`` they are ``sure``, or ``unsure``
    whether. A ``checker`` is asked to ``check`` it. It may be ``seeming``, and ``judged`` so; ``asking`` opens it as a
    question, a ``rumour`` or a ``source`` has it. Those who ``passed`` it on stand at its end. At a ``joint`` another
    claim begins.
    """

    adverb: frozenset[str]
    closing: frozenset[str]
    teller: frozenset[str]
    whose: frozenset[str]
    known: frozenset[str]
    beside: frozenset[str]
    verb: frozenset[str]
    where: frozenset[str]
    degree: frozenset[str]
    sure: frozenset[str]
    unsure: frozenset[str]
    checker: frozenset[str]
    check: frozenset[str]
    seeming: frozenset[str]
    judged: frozenset[str]
    asking: frozenset[str]
    rumour: frozenset[str]
    source: frozenset[str]
    passed: frozenset[str]
    joint: frozenset[str]


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
    Behind it a ``leaving`` verb, or at the end of a question ``gone``, says that it was one who left, where a word
    before it takes that for ``granted``.
    Who holds a ``head`` leads whose it is, an ``envoy`` is sent to others, and who is ``unmistakable`` is meant by no
    other word. ``body`` is something that has offices, without its name. ``preposition`` stands before
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
    granted: frozenset[str]
    leaving: frozenset[str]
    gone: frozenset[str]
    manner: frozenset[str]
    head: frozenset[str]
    unmistakable: frozenset[str]
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
class Picks:
    """How somebody picks from a numbered offer.

    ``places`` gives the place, counted from 0, that a word picks; ``last`` picks the last one. Words ``before`` and
    ``behind`` a pick say nothing more.
    """

    places: dict[str, int]
    last: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]


@dataclass(frozen=True)
class Leaning:
    """What an answer opens with that fits one question alone.

    A ``verdict`` does before a stop, a ``reason`` by itself, and any word or two that a full stop ends; but the one
    behind an ``abbreviation`` ends nothing.
    """

    verdict: frozenset[str]
    reason: frozenset[str]
    abbreviation: frozenset[str]


@dataclass(frozen=True)
class Opening:
    """How a question may open, and ``others`` that ask the same, likeliest first.

    One of the words ``before`` which it stands, "*" for a verb of the past, stays behind the others if it ``is_kept``.
    """

    words: str
    before: tuple[str, ...]
    is_kept: bool
    others: tuple[str, ...]


@dataclass(frozen=True)
class English:
    """Lists of ordinary English: each maps or holds folded words, never names.

    ``countries`` has the country by each name, people and capital, as tuples of words, ``country_names`` its names.
    ``longest_country`` is in words. ``openers`` and ``closers`` are the first and last words of the ``fillers``, each
    with the number of words of the longest: a quick way to see that there is none. ``contractions`` gives the words in
    full, ``endings`` what an ending of any word stands for. ``sounds`` gives the word that a figure is typed for.
    ``ranks`` gives the number of an ordinal, "first" among them.
    ``question_words`` gives what a word, or two with a space, asks for; ``open_question_words`` ask for what the word
    behind them says, and ``asked_nouns`` gives what some such words ask for, ``asked_after_how`` what those behind
    "how" do. ``holding`` are the words that an answer has which holds a kind of thing, ``forms`` the names of those
    that are told by their form. ``american`` are parts of
    British spellings, each with what American ones have in its place. ``succession`` are the words that tell who came
    "before" or "after" whom: a "verb" stands before the one who came before, as "following" may, and "taking" before
    an office.
    """

    base_forms: dict[str, str]
    slang: dict[str, tuple[str, ...]]
    contractions: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]
    sounds: dict[str, str]
    fillers: frozenset[tuple[str, ...]]
    interjections: frozenset[tuple[str, ...]]
    openers: dict[str, int]
    closers: dict[str, int]
    opposites: dict[str, frozenset[str]]
    synonyms: tuple[tuple[str, ...], ...]
    converses: frozenset[frozenset[str]]
    numbers: dict[str, int]
    ordinals: frozenset[str]
    ranks: dict[str, int]
    units: tuple[str, ...]
    function_words: frozenset[str]
    relatives_and_colleagues: frozenset[str]
    asked_nouns: dict[str, str]
    asked_after_how: dict[str, str]
    holding: dict[str, frozenset[str]]
    forms: dict[str, frozenset[str]]
    american: tuple[tuple[str, str], ...]
    manner: Manner
    auxiliaries: frozenset[str]
    negations: frozenset[str]
    question_words: dict[str, QuestionWord]
    open_question_words: frozenset[str]
    calendar: Calendar
    pronouns: Pronouns
    pronoun_forms: PronounForms
    cues: Cues
    framing: Framing
    countries: dict[tuple[str, ...], str]
    longest_country: int
    country_names: dict[str, tuple[tuple[str, ...], ...]]
    titles: Titles
    succession: dict[str, frozenset[str]]
    suffixes: Suffixes
    picks: Picks
    leaning: Leaning
    openings: tuple[Opening, ...]
