"""The titles of one base, taken apart: from offices and from aliases that are roles, each with its qualifiers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from knowledge.language.english import english
from knowledge.language.offices import ENTITY_KEY, Tenure, leads
from knowledge.language.qualifiers import Complement, Form, Named, Qualifier, country
from knowledge.language.text import Word, split
from knowledge.model import Entity, Office

NamedAt = Callable[[Sequence[Word], int], Named | None]


@dataclass(frozen=True, slots=True)
class Title:
    """An office as it is written: its bare ``title``, the qualifiers around it, whether it says "former"."""

    words: tuple[str, ...]
    title: tuple[str, ...]
    form: Form
    is_past: bool = False


def is_role(entity: Entity, alias: str) -> bool:
    """Whether an alias of a person is no name but what the person is: "the mayor", "Anna's driver"."""
    named = {word.text for word in split(entity.name)}
    words = split(alias)
    is_plain = any(part[:1].islower() for part in alias.split() if part.lower() not in english().function_words)
    is_described = any(part[:1].islower() for part in entity.name.split()[1:])
    is_person = entity.kind == "person" and not is_described
    return is_person and is_plain and named.isdisjoint(w.text for w in words)


class TitleReader:
    """Takes titles apart; ``named_at`` knows the proper names of the base."""

    def __init__(self, named_at: NamedAt) -> None:
        self._named_at = named_at

    def read(self, text: str) -> Title:
        """Return the bare title of an office as editors write it, and the qualifiers around it."""
        words = split(text)
        words = words[1:] if len(words) > 1 and words[0].text in english().cues.article else words
        start, before, is_past = self._before(words)
        end, behind = self._behind(words, start)
        title = tuple(same_office(word.text)[0] for word in words[start:end])
        return Title(tuple(word.text for word in words), title, Form(before, behind), is_past)

    def _before(self, words: Sequence[Word]) -> tuple[int, tuple[Qualifier, ...], bool]:
        at, before, is_past = 0, [], False
        around = english().titles
        while at < len(words) - 1:
            word = words[at]
            if word.text in around.deputy:
                break
            if found := self._qualifier(words, at):
                before.append(found[0])
                at = found[1]
            elif word.owns:
                before.append(Qualifier(frozenset({f"noun {word.text}"})))
                at += 1
            elif word.text in around.former or word.text in around.first or word.text in around.manner:
                is_past = is_past or word.text in around.former
                at += 1
            else:
                break
        return at, tuple(before), is_past

    def _behind(self, words: Sequence[Word], start: int) -> tuple[int, tuple[Complement, ...]]:
        for at in range(start + 1, len(words) - 1):
            if words[at].text in english().titles.preposition:
                place = at + 1 + (words[at + 1].text == "the" and at + 2 < len(words))
                found = self._qualifier(words, place, len(words))
                if found and found[1] == len(words):
                    return at, (Complement(words[at].text, found[0]),)
        return len(words), ()

    def _qualifier(self, words: Sequence[Word], at: int, last: int = 0) -> tuple[Qualifier, int] | None:
        last = last or len(words) - 1
        one = self._named_at(words, at)
        if one and one.end <= last:
            return one.qualifier, one.end
        for length in range(min(english().longest_country, last - at), 0, -1):
            if name := country(words, at, at + length):
                return Qualifier(frozenset({f"country {name}"})), at + length
        return None


def same_office(word: str) -> tuple[str, ...]:
    """Return all words for the office that ``word`` names, itself where it has no other."""
    return english().titles.same.get(word, (word,))


def spellings(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield a title in each of its spellings."""
    return product(*map(same_office, words))


def keys_of(entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    """Return by which keys each entity is known: itself, and the country that one of its names means."""
    return {entity.id: frozenset({ENTITY_KEY + entity.id, *_countries(entity)}) for entity in entities}


def _countries(entity: Entity) -> Iterator[str]:
    if entity.kind == "person":
        return
    for name in (entity.name, *entity.aliases):
        words = split(name)
        words = words[1:] if words and words[0].text in english().cues.article else words
        if found := country(words, 0, len(words)):
            yield f"country {found}"


def tenures(
    entities: Sequence[Entity], read: dict[tuple[str, str], Title], keys: dict[str, frozenset[str]]
) -> Iterator[Tenure]:
    """Yield the tenures behind all offices and roles; ``read`` has each title by its entity and its text."""
    persons = {entity.id for entity in entities if entity.kind == "person"}
    offices = [(entity.id, office, read[entity.id, office.title]) for entity in entities for office in entity.offices]
    led = [(entity, office.whose) for entity, office, title in offices if office.whose and leads(title.title)]
    forms: dict[tuple[str, tuple[str, ...]], list[Form]] = {}
    for (entity, _), title in read.items():
        forms.setdefault((entity, title.title), []).append(title.form)
    # Who is known as Anna's driver may be called her chauffeur as well.
    served = {entity.id: frozenset[str]() for entity in entities}
    for (entity, _), title in read.items():
        served[entity] |= _owner(title.form)
    for entity, office, title in offices:
        # Whose adviser serves a president serves the country.
        over = [office.whose, *(whose for leader, whose in led if leader == office.whose)]
        serves = _owner(title.form).union(*(keys[whose] for whose in over if whose is not None))
        served[entity] |= serves
        is_loose = office.whose is None or office.whose in persons
        yield Tenure(entity, title.title, office, tuple(forms[entity, title.title]), serves, is_loose=is_loose)
    held = {(entity, title.title) for entity, _, title in offices}
    for (entity, text), title in read.items():
        if (entity, title.title) not in held:
            serves = served[entity] | _owner(title.form)
            yield Tenure(entity, title.title, Office(text), (title.form,), serves, is_past=title.is_past, is_loose=True)


def _owner(form: Form) -> frozenset[str]:
    # "Russia's US ambassador" is Russia's, but "the US ambassador" is another.
    return form.before[0].keys if len(form.before) == 1 else frozenset()
