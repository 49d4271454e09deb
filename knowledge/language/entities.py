"""Who and what a text names: the longest known name at each place, roles and offices included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.language.english import english
from knowledge.language.listed_names import ListedName, NameTable, owns_behind
from knowledge.language.offices import Sense, Tenures
from knowledge.language.qualifiers import Asked, Form, Named, Qualifier, QualifierReader
from knowledge.language.text import Word, split
from knowledge.language.titles import Title, TitleReader, is_role, keys_of, spellings, tenures
from knowledge.model import Entity


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named by the words ``start`` to ``end`` (exclusive) of a text.

    ``owns``: what follows is its own. ``is_by_office``: only an office, "the mayor", says who is meant.
    """

    entity: str
    start: int
    end: int
    owns: bool = False
    is_by_office: bool = False


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """An office that the words ``start`` to ``end`` name, though they mean none of its ``holders`` in particular.

    ``sense``: "foreign" has a qualifier that fits no holder ("Spain's mayor"), "generic" means any ("a mayor"),
    "ambiguous" may mean several, "another" one before or after the holder who is named.
    """

    text: str
    sense: Sense
    holders: frozenset[str]
    start: int
    end: int


class EntityFinder:
    """Finds the entities of one base in texts."""

    def __init__(
        self, entities: Sequence[Entity], end: date | None = None, names: frozenset[str] = frozenset()
    ) -> None:
        """Take the entities of a base, the day on which its facts end, and the words that it uses as names only."""
        self._names = NameTable()
        self.kinds = {entity.id: entity.kind for entity in entities}
        self.names = {entity.id: entity.name for entity in entities}
        self._keys = keys_of(entities)
        for entity in entities:
            for name in (entity.name, *entity.aliases):
                if not is_role(entity, name):
                    self._names.add_name(entity, split(name))
        for entity in entities:
            self._names.add_surname(entity, names)
            self._add_country(entity)
        self._add_titles(entities, end)
        self.implied = {entity.id: self._implied(entity) for entity in entities}

    def _add_titles(self, entities: Sequence[Entity], end: date | None) -> None:
        reader = TitleReader(self._named_at)
        roles = [(entity, alias) for entity in entities for alias in entity.aliases if is_role(entity, alias)]
        offices = [(entity, office.title) for entity in entities for office in entity.offices]
        read = {(entity.id, text): reader.read(text) for entity, text in (*roles, *offices)}
        self._tenures = Tenures(tenures(entities, read, self._keys), entities, end)
        self._qualifiers = QualifierReader(self._named_at)
        for entity, text in offices:
            title = read[entity.id, text]
            bare = Title(title.title, title.title, Form(), title.is_past)
            for one in (title, bare):
                for spelling in spellings(one.words):
                    self._names.add(ListedName(spelling, "", is_role=True, title=one))
        for entity, text in roles:
            title = read[entity.id, text]
            for spelling in spellings(title.words):
                self._names.add(ListedName(spelling, entity.id, is_role=len(spelling) > 1, title=title))

    def is_as_of(self, other: "EntityFinder") -> bool:
        """Whether the days on which the facts of two bases end leave the same entities in the same offices."""
        return self._tenures.is_as_of(other._tenures)

    def others_in_office(self, entity: str) -> frozenset[str]:
        """Return all who ever held an office of a title that ``entity`` held, without itself."""
        return self._tenures.others_in_office(entity)

    def held_office(self, entity: str, moment: str) -> bool:
        """Whether ``entity`` may have held any of its offices at a year, month or day."""
        return self._tenures.held(entity, moment)

    def find(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Return the mentions in ``words``, left to right, none overlapping."""
        return self.read(words)[0]

    def read(self, words: Sequence[Word]) -> tuple[tuple[Mention, ...], tuple[OfficeMention, ...]]:
        """Return the mentions in ``words`` as ``find``, and the offices that are named but mean none of the holders."""
        found: list[Mention] = []
        offices: list[OfficeMention] = []
        at = 0
        while at < len(words):
            name = self._names.longest(words, at)
            if name is None:
                at += 1
            elif name.title:
                at = self._read_title(name.title, name.entity, (words, at), (found, offices))
            else:
                mention = self._mention(name, words, at)
                if namesake := self._namesake(mention, words):
                    offices.append(namesake)
                else:
                    found.append(mention)
                at = namesake.end if namesake else mention.end
        return tuple(found), tuple(offices)

    def _read_title(
        self, title: Title, own: str, place: tuple[Sequence[Word], int], into: tuple[list[Mention], list[OfficeMention]]
    ) -> int:
        """Add what a title at a place means to one of two lists, and return where to read on."""
        (words, at), (found, offices) = place, into
        end = at + len(title.words)
        named = [*map(self._named, found), *(self._unnamed(one, words) for one in offices)]
        asked = self._qualifiers.read(words, at, end, title.form, named)
        holders = self._tenures.holders(title.title)
        behind = self._named_at(words, asked.end)
        if behind and behind.is_person and (behind.entity in holders or not _is_definite(words, asked)):
            # "Mayor Berg", "the mayor Anna Berg": the name says who is meant.
            return behind.start
        meant, sense = self._tenures.meant(title.title, asked, own)
        if sense is None and asked.start and words[asked.start - 1].text in english().manner.indefinite:
            meant, sense = None, "generic"
        if sense is not None:
            text = _as_written(words, asked.start, asked.end)
            offices.append(OfficeMention(text, sense, holders, asked.start, asked.end))
        # Of somebody who is named already the title says what he was: "how long was Berg the mayor". Behind "as" it
        # only names him again: "why was Berg dismissed as mayor".
        elif meant is not None and (
            words[end - 1].owns or _is_capacity(words, asked) or not self._is_named(meant, words, found)
        ):
            start = asked.start - _is_definite(words, asked)
            while found and found[-1].end > start:
                found.pop()
            found.append(Mention(meant, start, asked.end, words[asked.end - 1].owns, is_by_office=True))
        return asked.end

    def _namesake(self, mention: Mention, words: Sequence[Word]) -> OfficeMention | None:
        """Return a relative of the same name, of whom the base knows nothing: "Berg Jr", "the elder Berg"."""
        if self.kinds[mention.entity] != "person":
            return None
        apart = english().titles.namesake
        start, end = mention.start, mention.end
        if start and words[start - 1].text in apart:
            start -= 1
        behind = [word.text for word in words[end : end + 2]]
        if behind[:1] and behind[0] in apart:
            end += 1
        elif behind[:1] == ["the"] and behind[1:] and behind[1] in apart:
            end += 2
        if (start, end) == (mention.start, mention.end):
            return None
        return OfficeMention(_as_written(words, start, end), "foreign", frozenset({mention.entity}), start, end)

    def _is_named(self, entity: str, words: Sequence[Word], found: Iterable[Mention]) -> bool:
        return any(one.entity == entity and self._named_at(words, one.start) for one in found)

    def _named_at(self, words: Sequence[Word], at: int) -> Named | None:
        """Return whoever is named by a proper name at a place."""
        name = self._names.longest(words, at, is_proper=True) if at < len(words) else None
        return self._named(self._mention(name, words, at)) if name else None

    def _named(self, mention: Mention) -> Named:
        is_person = self.kinds[mention.entity] == "person"
        qualifier = Qualifier(self._keys[mention.entity], mention.entity)
        return Named(qualifier, is_person, mention.start, mention.end, mention.owns)

    def _unnamed(self, office: OfficeMention, words: Sequence[Word]) -> Named:
        """Return an office as whose another is: the president's adviser is that of one of the presidents."""
        holders = office.holders if office.sense == "ambiguous" else ()
        keys = frozenset[str]().union(*(self._keys[holder] for holder in holders)) or frozenset(
            {f"office {office.text}"}
        )
        return Named(
            Qualifier(keys), is_person=False, start=office.start, end=office.end, owns=words[office.end - 1].owns
        )

    def _mention(self, name: ListedName, words: Sequence[Word], at: int) -> Mention:
        end = at + len(name.keys)
        # Hardly anybody means several people of one name: "bergs house" only lacks its apostrophe.
        is_plural = words[end - 1].text != name.keys[-1] and self.kinds[name.entity] == "person"
        return Mention(name.entity, at, end, words[end - 1].owns or (is_plural and owns_behind(words, end)))

    def vocabulary(self) -> Iterable[str]:
        """Return every word that a name consists of: for the repair of spelling."""
        return self._names.words()

    def _add_country(self, entity: Entity) -> None:
        """Add the other names of a country: who lists the United States has America as well."""
        known = english().country_names
        meant = {key.removeprefix("country ") for key in self._keys[entity.id] if entity.kind == "place"} & known.keys()
        for name in (name for key in meant for name in known[key]):
            self._names.add(ListedName(name, entity.id, needs_capital=len(name) == 1 and len(name[0]) == 2))

    def _implied(self, entity: Entity) -> frozenset[str]:
        # The Spanish embassy carries Spain; but the mayor's driver does not stand for the mayor.
        inside: set[str] = set()
        for name in (entity.name, *entity.aliases):
            words = split(name)
            for at in range(len(words)):
                inside |= {found.entity for found in self._names.within(words[at:], len(words))}
        return frozenset(part for part in inside if self.kinds.get(part) in ("place", "organisation"))


def _as_written(words: Sequence[Word], start: int, end: int) -> str:
    return " ".join(word.written for word in words[start:end] if word.written)


def _is_capacity(words: Sequence[Word], asked: Asked) -> bool:
    """Whether "as" stands before a title with all that belongs to it."""
    before = asked.start - _is_definite(words, asked) - 1
    return before >= 0 and words[before].text == "as"


def _is_definite(words: Sequence[Word], asked: Asked) -> bool:
    return asked.start > 0 and words[asked.start - 1].text == "the"
