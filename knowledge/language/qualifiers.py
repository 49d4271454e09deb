"""What stands around the title of an office: whose it is, to whom it is sent, when it was held, or another office."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from knowledge.language.english import english
from knowledge.language.names import is_title_case
from knowledge.language.text import Word


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Whose an office is said to be, under each key that it may be known by; ``entity`` is "" for a stranger."""

    keys: frozenset[str]
    entity: str = ""

    @property
    def is_noun(self) -> bool:
        """Whether it is an ordinary word: "the minister's"."""
        return any(key.startswith("noun ") for key in self.keys)

    @property
    def is_country(self) -> bool:
        """Whether a country is meant."""
        return any(key.startswith("country ") for key in self.keys)


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named by the words ``start`` to ``end``, as a qualifier; ``owns``: what follows is its own."""

    qualifier: Qualifier
    is_person: bool
    start: int
    end: int
    owns: bool = False

    @property
    def entity(self) -> str:
        """The entity that is named, "" for an office that means nobody in particular."""
        return self.qualifier.entity


@dataclass(frozen=True, slots=True)
class Complement:
    """A qualifier behind a title, with its preposition."""

    by: str
    what: Qualifier


@dataclass(frozen=True, slots=True)
class Form:
    """One way an office is written: the qualifiers before its title and behind it."""

    before: tuple[Qualifier, ...] = ()
    behind: tuple[Complement, ...] = ()


@dataclass
class Asked:
    """What a text says around one title, whose words with all of that are ``start`` to ``end``.

    ``possible_owners`` are those whom "his" may mean; ``moments`` years and months of the text, ISO 8601, which belong
    to the office itself where it ``is_dated``. ``beside`` is the entity before or after whom it was held.
    """

    start: int
    end: int
    before: list[Qualifier] = field(default_factory=list)
    behind: list[Complement] = field(default_factory=list)
    possible_owners: list[Qualifier] = field(default_factory=list)
    times: frozenset[str] = frozenset()
    moments: tuple[str, ...] = ()
    is_dated: bool = False
    is_generic: bool = False
    is_other_office: bool = False
    is_successor: bool = False
    beside: str = ""


def country(words: Sequence[Word], start: int, end: int) -> str | None:
    """Return the country that the words name, whole, by its name, its people or its capital."""
    return english().countries.get(tuple(word.text for word in words[start:end]))


def moments(words: Sequence[Word]) -> tuple[str, ...]:
    """Return the years of a text, each with its month where one stands before it."""
    found = []
    known = english().calendar.months
    for at, word in enumerate(words):
        if len(word.text) == 4 and word.text.isdecimal() and word.text[:2] in ("17", "18", "19", "20"):
            months = [known[other.text] for other in words[max(0, at - 2) : at] if other.text in known]
            found.append(f"{word.text}-{months[-1]:02}" if months else word.text)
    return tuple(found)


class QualifierReader:
    """Reads what stands around a title; ``named_at`` gives the entity that has its name at a place."""

    def __init__(self, named_at: Callable[[Sequence[Word], int], Named | None]) -> None:
        self._named_at = named_at

    def read(self, words: Sequence[Word], start: int, end: int, form: Form, named: Sequence[Named]) -> Asked:
        """Return what is said around a title, written in a form of its own; ``named`` are those named before it."""
        asked = Asked(start, end, list(form.before), list(form.behind), moments=moments(words))
        self._read_before(words, asked, named)
        if not asked.is_generic:
            self._read_behind(words, asked)
        return asked

    def _read_before(self, words: Sequence[Word], asked: Asked, named: Sequence[Named]) -> None:
        ending = {one.end: one for one in named}
        while asked.start > 0:
            step = self._qualifier_before(words, asked, ending) or _marker_before(words, asked)
            if not step:
                break
            asked.start -= step
        before = words[asked.start - 1].text if asked.start else ""
        asked.is_generic = before in english().titles.generic and not asked.before
        if before in english().titles.possessive and not asked.before:
            asked.possible_owners = [one.qualifier for one in named if one.is_person]
            asked.start -= bool(asked.possible_owners)
        if before in ("as", "for") or (
            before in english().cues.article and words[asked.start - 2].text in ("as", "for")
        ):
            telling = english().succession
            others = telling["verb"] | telling["before"] | telling["after"]
            asked.is_successor = any(word.text in others for word in words)

    def _qualifier_before(self, words: Sequence[Word], asked: Asked, ending: dict[int, Named]) -> int:
        at = asked.start
        if at in ending:
            one = ending[at]
            before = words[one.start - 1].text if one.start else ""
            if one.owns or not one.is_person or before in english().cues.article:
                asked.before.append(one.qualifier)
                return at - one.start
            return 0
        for length in range(min(english().longest_country, at), 0, -1):
            if (found := country(words, at - length, at)) and _is_surely_country(words, at - length):
                asked.before.append(Qualifier(frozenset({f"country {found}"})))
                return length
        word = words[at - 1]
        if word.owns and word.text in english().titles.body:
            return 1
        if word.owns or (is_name(word) and at > 1):
            asked.before.append(_stranger(word))
            return 1
        return self._beyond_adjective(words, asked, ending)

    def _beyond_adjective(self, words: Sequence[Word], asked: Asked, ending: dict[int, Named]) -> int:
        """Step over one ordinary word where somebody's name with an 's stands before it: "Anna's young driver"."""
        at = asked.start - 1
        owner = ending.get(at)
        is_owned = owner.owns if owner else at > 0 and words[at - 1].owns
        if not is_owned or words[at].text in english().function_words or _marker(words[at].text):
            return 0
        asked.before.append(owner.qualifier if owner else _stranger(words[at - 1]))
        return 1 + (owner.end - owner.start if owner else 1)

    def _read_behind(self, words: Sequence[Word], asked: Asked) -> None:
        around = english().titles
        head, behind = words[asked.end - 1].text, words[asked.end].text if asked.end < len(words) else ""
        if words[asked.end - 1].owns:
            return
        if behind in around.coming:
            asked.times |= {"coming"}
            asked.end += 1
        if behind in around.candidate or behind in around.compounds.get(head, ()):
            asked.is_other_office = True
            asked.end += 1
            return
        while asked.end < len(words) and self._complement(words, asked):
            pass
        if _has_left(words, asked.end):
            asked.times |= {"left"}
        self._read_apposition(words, asked)

    def _complement(self, words: Sequence[Word], asked: Asked) -> bool:
        by, at = words[asked.end].text, asked.end + 1
        if by in ("before", "after"):
            one = self._named_at(words, at)
            asked.beside = one.entity if one else ""
            return False
        if by not in english().titles.preposition or at == len(words):
            return False
        asked.is_dated = asked.is_dated or (by in ("in", "of") and bool(moments(words[at : at + 2])))
        # An article may belong to the name, as in "the chair of the Trust", or stand before it.
        whole = self._named_at(words, at)
        at += words[at].text == "the" and at + 1 < len(words) and whole is None
        found = self._qualifier_at(words, at, by)
        # "the ambassador for Spain", but "the mayor for Spanish wine".
        if found is None or (by == "for" and _goes_on(words, found[1])):
            return False
        asked.behind.append(Complement(by, found[0]))
        asked.end = found[1]
        return True

    def _qualifier_at(self, words: Sequence[Word], at: int, by: str) -> tuple[Qualifier, int] | None:
        if one := self._named_at(words, at):
            return one.qualifier, one.end
        for length in range(min(english().longest_country, len(words) - at), 0, -1):
            if found := country(words, at, at + length):
                return Qualifier(frozenset({f"country {found}"})), at + length
        word = words[at]
        is_field = by == "of" and _is_field(words, at)
        return (_stranger(word), at + 1) if is_name(word) or is_field else None

    def _read_apposition(self, words: Sequence[Word], asked: Asked) -> None:
        """A name that nobody knows directly behind a title is that of its holder: "Mayor Kowalski"."""
        if asked.end < len(words) and not asked.behind and self._named_at(words, asked.end) is None:
            word = words[asked.end]
            if is_name(word) and not is_title_case(words):
                asked.is_other_office = True
                asked.end += 1


def _stranger(word: Word) -> Qualifier:
    """Return a qualifier that is no entity: a strange name, or a noun that says no more than what it is."""
    return Qualifier(frozenset({f"{'name' if word.capital else 'noun'} {word.text}"}))


def _has_left(words: Sequence[Word], at: int) -> bool:
    """Whether a question takes for granted that whoever held the office left it: "why did the mayor resign".

    "Did the mayor resign" asks whether the present one did.
    """
    around, texts = english().titles, tuple(word.text for word in words)
    if around.granted.isdisjoint(texts[:at]):
        return False
    ended = len(texts) == at + 1 and texts[at] in around.gone
    return ended or any(" ".join(texts[at : at + length]) in around.leaving for length in (1, 2))


def _marker_before(words: Sequence[Word], asked: Asked) -> int:
    text = words[asked.start - 1].text
    marker = _marker(text)
    if marker == "deputy":
        asked.is_other_office = True
    elif marker and marker != "manner":
        asked.times |= {marker}
    return int(marker is not None)


def _marker(text: str) -> str | None:
    around = english().titles
    if text in around.deputy:
        return "deputy"
    return "manner" if text in around.manner else around.time(text)


def is_name(word: Word) -> bool:
    """Whether a word is written as a name and is no month or weekday."""
    return word.capital and word.text.isalpha() and not english().calendar.has(word.text)


def _is_field(words: Sequence[Word], at: int) -> bool:
    """Whether an ordinary word behind "of" says which office it is: "of defence", "of the senate"."""
    text = words[at].text
    if text in english().titles.body or text in english().function_words or english().calendar.has(text):
        return False
    return text.isalpha() and not any(word.text in english().titles.accusing for word in words[:at])


def _is_surely_country(words: Sequence[Word], at: int) -> bool:
    """Whether a word is the country where it may be a pronoun: "the us envoy", not "told us"."""
    return words[at].text != "us" or words[at].capital or (at > 0 and words[at - 1].text in english().cues.article)


def _goes_on(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].text not in english().function_words
