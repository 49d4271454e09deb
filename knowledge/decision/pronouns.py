"""Whom a pronoun can mean: which of a question's pronouns it leaves open, and who of those named lately fits each."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.language.analysis import ENTITY_MARK, Analysis
from knowledge.language.english import english
from knowledge.model import EntityKind

# Of three people named in one breath there are six orders; who names more by pronouns alone is not understood.
MOST_CHOICES = 3
# So many words before a noun its article may stand: "the former campaign chairman".
DESCRIBED = 3

Kinds = frozenset[EntityKind]
# What a pronoun can mean, by what it stands for.
_MEANT: dict[str, Kinds] = {
    "person": frozenset({"person"}),
    "group": frozenset({"person", "organisation", "place"}),
    "thing": frozenset({"organisation", "place", "event", "law", "work"}),
    "site": frozenset({"place", "event", "organisation"}),
    "event": frozenset({"event"}),
}


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something named in a conversation; ``entity`` is empty for what the base does not know."""

    text: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun that a question leaves open: its words, what it can mean, and whether it needs to mean somebody."""

    form: str
    words: frozenset[str]
    kinds: Kinds
    must: bool


def may_have_pronoun(text: str) -> bool:
    """Whether any word of a text could be a pronoun: quick, and sure only where it says no."""
    return not english().pronoun_forms.forms.keys().isdisjoint(re.findall(r"[a-z]+", text.casefold()))


def open_pronouns(question: Analysis, kinds: Mapping[str, EntityKind]) -> tuple[Pronoun, ...]:
    """Return the pronouns of a question that mean nobody whom it names itself, in order; ``kinds`` are by entity."""
    texts, lists = question.texts, english().pronoun_forms
    words: dict[str, set[str]] = {}
    must: set[str] = set()
    for at, text in enumerate(texts):
        if text in lists.forms and not _is_closed(question, at, kinds):
            words.setdefault(_form(texts, at), set()).add(text)
            if _must_mean(question, at):
                must.add(text)
    for form, subject in lists.subject_of.items():
        # "his bills ... him" are one man, "did he pay him" two.
        if form in words and subject in words and words[subject] <= lists.possessive:
            words[subject] |= words.pop(form)
    return tuple(Pronoun(form, frozenset(of), _meant(form), not must.isdisjoint(of)) for form, of in words.items())


def _meant(form: str) -> Kinds:
    return _MEANT[english().pronoun_forms.kinds[form]]


def _must_mean(question: Analysis, at: int) -> bool:
    """Whether a pronoun means somebody or something in particular.

    "where did they find the car" means whoever did it, and "is it true", "does it matter" are mere grammar; but not
    "how much do they pay for it", unless something is named that this could be.
    """
    texts, lists = question.texts, english()
    if lists.pronoun_forms.kinds[_form(texts, at)] != "thing":
        return texts[at] not in lists.pronoun_forms.vague
    is_possessive = texts[at] in lists.pronoun_forms.possessive
    is_subject = not is_possessive and (at == 0 or texts[at - 1] in lists.auxiliaries | lists.cues.clause)
    return not (question.entities or is_subject) and lists.cues.being.isdisjoint(texts[at + 1 : at + 2])


def bindings(
    pronouns: Sequence[Pronoun], turns: Sequence[Sequence[Name]], kinds: Mapping[str, EntityKind]
) -> tuple[dict[str, Name], ...]:
    """Return the ways to understand pronouns: whom each form means, where somebody fits; the likeliest way first.

    Each means the one named latest who fits and is not taken. Among those named in one breath it may be any: nobody's
    gender is known. ``turns`` are the names of each, the newest turn first.
    """
    found: list[dict[str, Name]] = []
    for at, turn in enumerate(turns):
        fitting = [name for name in turn if any(_fits(name, pronoun, kinds) for pronoun in pronouns)]
        if fitting:
            older = [name for names in turns[at + 1 :] for name in names]
            orders = itertools.permutations(fitting[:MOST_CHOICES])
            found = [_bound(pronouns, [*order, *fitting[MOST_CHOICES:], *older], kinds) for order in orders]
            break
    return tuple(one for at, one in enumerate(found) if one not in found[:at])


def _bound(pronouns: Iterable[Pronoun], names: Sequence[Name], kinds: Mapping[str, EntityKind]) -> dict[str, Name]:
    found: dict[str, Name] = {}
    for pronoun in pronouns:
        free = (name for name in names if _fits(name, pronoun, kinds) and name not in found.values())
        if name := next(free, None):
            found[pronoun.form] = name
    return found


def _fits(name: Name, pronoun: Pronoun, kinds: Mapping[str, EntityKind]) -> bool:
    # Nobody knows what a stranger is, but names that are no entity are mostly people's.
    kind: EntityKind = kinds.get(name.entity, "person")
    return kind in pronoun.kinds


def filled_in(text: str, pronouns: Iterable[Pronoun], meant: Mapping[str, Name]) -> str:
    """Return a text with names in the place of the pronouns that mean somebody."""
    for pronoun in pronouns:
        if name := meant.get(pronoun.form):
            for word in pronoun.words:
                text = _replaced(text, word, name.text)
    return text


def _replaced(text: str, word: str, name: str) -> str:
    lists = english().pronoun_forms
    if before := lists.adverbs.get(word):
        return re.sub(rf"(?i)\b{word}\b(?!['\u2019])", f"{before} {name}", text)
    text = re.sub(rf"(?i)\b{word}['\u2019]s\b", f"{name} is", text)
    # "her" is a possessive only before what is hers.
    is_sure = word not in lists.subject_of or re.search(rf"(?i)\b{word}\s+\w", text)
    is_possessive = word in lists.possessive and is_sure
    return re.sub(rf"(?i)\b{word}\b", f"{name}'s" if is_possessive else name, text)


def _form(texts: Sequence[str], at: int) -> str:
    lists = english().pronoun_forms
    form = lists.forms[texts[at]]
    is_owner = form in lists.possessive and at + 1 < len(texts) and texts[at + 1] not in english().function_words
    return lists.subject_of[form] if is_owner else form


def _is_closed(question: Analysis, at: int, kinds: Mapping[str, EntityKind]) -> bool:
    """Whether the pronoun at ``at`` means somebody whom the question names before it, or nobody at all."""
    texts, lists = question.texts, english()
    form = _form(texts, at)
    kind = lists.pronoun_forms.kinds[form]
    before = _named(question, range(at), kinds, _MEANT[kind])
    if kind not in ("person", "group"):
        is_grammar = kind == "site" and bool(lists.cues.being.intersection(texts[max(at - 1, 0) : at + 2]))
        return is_grammar or bool(before)
    is_spoken_of = _has_doer(texts[:at], is_group=kind == "group")
    if form in lists.pronoun_forms.subject_of:
        # Whoever does something does it to another: the name and the pronoun mean one only across clauses.
        people = len(before) + is_spoken_of
        return people > 1 or (people == 1 and _opens_clause(texts, before[-1] if before else 0, at))
    if before or is_spoken_of:
        return True
    is_ahead = bool(texts) and texts[0] in lists.cues.ahead
    return is_ahead and bool(_named(question, range(at, len(texts)), kinds, _MEANT["person"]))


def _opens_clause(texts: Sequence[str], start: int, at: int) -> bool:
    """Whether between two places of a question another clause begins: "before he", "the story linking him"."""
    function, clause = english().function_words, english().cues.clause
    is_ongoing = at > 1 and texts[at - 1].endswith(english().suffixes.ongoing)
    links = is_ongoing and bool(texts[at - 2]) and texts[at - 2] not in function
    return links or not clause.isdisjoint(texts[start:at])


def _named(question: Analysis, places: range, kinds: Mapping[str, EntityKind], fitting: Kinds) -> list[int]:
    found = {}
    for at in places:
        token, text = question.tokens[at], question.texts[at]
        if not text and kinds[token.removeprefix(ENTITY_MARK)] in fitting:
            found[token] = at
        elif text and text in question.strangers:
            found["stranger"] = at
    return sorted(found.values())


def _has_doer(texts: Sequence[str], *, is_group: bool) -> bool:
    """Whether words speak of people without naming them: "the spokesman", and for "they" any noun."""
    if is_group:
        return any(text and text not in english().function_words for text in texts)
    for at, text in enumerate(texts):
        is_person = text in english().relatives_and_colleagues or _doer().fullmatch(text)
        if is_person and not english().cues.introducing.isdisjoint(texts[max(at - DESCRIBED, 0) : at]):
            return True
    return not english().pronoun_forms.doer.isdisjoint(texts[-1:])


@cache
def _doer() -> re.Pattern[str]:
    """Return what people are called by what they do; "-er" also names things, but hardly before "he"."""
    suffixes = english().suffixes
    calling, not_calling = "|".join(suffixes.calling), "|".join(suffixes.not_calling)
    return re.compile(rf"(?!.*(?:{not_calling})s?\Z).{{3,}}(?:{calling})s?")
