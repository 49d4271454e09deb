"""The types of those word lists that hold grammar: pronouns, small words, endings."""

from dataclasses import dataclass


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
class PronounForms:
    """The pronouns that stand for what was named before, each as a form: "he" and "him" of one question are two people.

    ``forms`` gives the form that a word counts as: a subject and an object are their own, a possessive is that of its
    subject unless it is an object as well, as "her" is. ``kinds`` gives what a form can stand for: a "person", a
    "group", a "thing", a "site", an "event". ``subject_of`` gives the subject beside an object. What is ``vague`` may
    mean nobody and nothing in particular. ``adverbs`` gives the word that a name in the place of one needs before it.
    Behind a ``doer`` somebody acts who is not named.
    """

    forms: dict[str, str]
    kinds: dict[str, str]
    subject_of: dict[str, str]
    possessive: frozenset[str]
    vague: frozenset[str]
    adverbs: dict[str, str]
    doer: frozenset[str]


@dataclass(frozen=True)
class Cues:
    """Small words that tell how those beside them, or the whole question, are meant.

    ``article`` may open a name. ``joining`` between two names says nothing of who acts. Before a word that may be a
    month or a season ``month`` says that it is one; ``number`` before a figure that it counts, ``once`` before "once"
    that it does. After ``name`` a name would stand, as after auxiliaries; but ``verb`` are those auxiliaries that have
    a verb behind them more often. ``no_measure`` after "how" asks for no measure, nor does an auxiliary. Before
    ``ends_name`` the name of a thing ends: "the title *of* the speech". ``passive`` makes a passive, with "by".
    ``rank`` picks one of a row, as ordinals do. ``turning`` makes another question of it. ``opening`` begins a
    follow-up, two words among them; ``source`` asks where an answer comes from. ``now`` asks for the present day,
    ``opinion`` for a judgement; who is ``advised`` behind "should" wants to know what to do. After ``relative`` "who"
    opens a clause and asks for nobody. A day behind ``bound`` bounds a time. Behind a thing ``complement`` begins what
    says more of it, and no thing's name ends in ``hanging``. Behind ``rate`` stands the unit of one, ``time`` tells one
    without a date, and behind a figure ``clock`` the half of a day. Behind ``determiner`` stands a noun, behind
    ``conjoining`` another clause. Who is ``seeking`` says what is asked about, and nothing of themself. Behind
    ``clause`` a pronoun may mean whoever was named before that word, and a question that opens ``ahead`` has its main
    clause further on. Beside ``being`` "it" and "there" may be mere grammar. Somebody called by what they do stands
    behind ``introducing``. What was said by the bot is pointed at by ``at_answer``. Behind ``asking``, ``linking`` and
    an article a thing stands under its name. ``times`` are counts in one word. Behind
    ``condition`` a "not" is not what is asked. "How does" before ``generic`` asks how
    things of a kind work. Beside a name ``predicate`` asks for more than who or what it is. ``others`` are asked for by
    one of these. What is said with ``denying`` says without a "not" that somebody did not.
    Behind ``party`` stands whom or what something is done to, for, by or against, behind ``where`` a place.
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
    opinion: frozenset[str]
    advised: frozenset[str]
    relative: frozenset[str]
    bound: frozenset[str]
    complement: frozenset[str]
    hanging: frozenset[str]
    rate: frozenset[str]
    clock: frozenset[str]
    time: frozenset[str]
    determiner: frozenset[str]
    conjoining: frozenset[str]
    seeking: frozenset[str]
    clause: frozenset[str]
    ahead: frozenset[str]
    being: frozenset[str]
    introducing: frozenset[str]
    at_answer: frozenset[str]
    asking: frozenset[str]
    linking: frozenset[str]
    condition: frozenset[str]
    times: frozenset[str]
    generic: frozenset[str]
    predicate: frozenset[str]
    others: frozenset[str]
    denying: frozenset[str]
    party: frozenset[str]
    where: frozenset[str]


@dataclass(frozen=True)
class Suffixes:
    """What words end in.

    ``inflecting`` is taken off to find a base form, the first one first. A verb of what goes on ends in ``ongoing``,
    one of what has been in ``past``. Who is called by what they do has a word in ``calling``, but in none of
    ``not_calling``.
    """

    inflecting: tuple[str, ...]
    ongoing: tuple[str, ...]
    past: tuple[str, ...]
    calling: tuple[str, ...]
    not_calling: tuple[str, ...]
