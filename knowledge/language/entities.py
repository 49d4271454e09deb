"""Who and what a text names: the longest known name at each place, roles and offices included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.language.english import english
from knowledge.language.text import Word, split
from knowledge.language.vectors import word_vectors
from knowledge.model import Entity


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named by the words ``start`` to ``end`` (exclusive) of a text; ``owns``: what follows is its own."""

    entity: str
    start: int
    end: int
    owns: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is looked for; ``is_role``: its last word is an ordinary one, so its plural means several people."""

    keys: tuple[str, ...]
    entity: str
    needs_capital: bool
    is_role: bool

    def is_at(self, words: Sequence[Word], at: int) -> bool:
        end = at + len(self.keys)
        if end > len(words):
            return False
        # Many names begin alike ("the ..."), so most of them differ at their last word.
        for place in range(len(self.keys) - 1, -1, -1):
            if not _is(words[at + place], self.keys[place]):
                return False
        if self.is_role and words[end - 1].text != self.keys[-1] and not _owns(words, end):
            return False
        return not self.needs_capital or any(word.capital for word in words[at:end])


class EntityFinder:
    """Finds the entities of one base in texts."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._names: dict[str, list[_Name]] = {}
        taken: set[tuple[str, ...]] = set()
        for entity in entities:
            for name in (entity.name, *entity.aliases):
                self._add(entity, split(name), taken)
        for entity in entities:
            self._add_surname(entity, taken)
        for names in self._names.values():
            names.sort(key=lambda name: -len(name.keys))
        self.kinds = {entity.id: entity.kind for entity in entities}
        self.names = {entity.id: entity.name for entity in entities}
        self.implied = {entity.id: self._implied(entity) for entity in entities}

    def find(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Return the mentions in ``words``, left to right, none overlapping."""
        found: list[Mention] = []
        at = 0
        while at < len(words):
            name = self._longest(words, at)
            if name:
                found.append(self._mention(name, words, at))
            at += len(name.keys) if name else 1
        return tuple(found)

    def _mention(self, name: _Name, words: Sequence[Word], at: int) -> Mention:
        end = at + len(name.keys)
        # Hardly anybody means several people of one name: "bergs house" only lacks its apostrophe.
        is_plural = words[end - 1].text != name.keys[-1] and self.kinds[name.entity] == "person"
        return Mention(name.entity, at, end, words[end - 1].owns or (is_plural and _owns(words, end)))

    def vocabulary(self) -> Iterable[str]:
        """Return every word that a name consists of: for the repair of spelling."""
        return {key for names in self._names.values() for name in names for key in name.keys}

    def _longest(self, words: Sequence[Word], at: int) -> _Name | None:
        first = words[at].text
        for name in self._names.get(first) or self._names.get(first.removesuffix("s")) or ():
            if name.is_at(words, at):
                return name
        return None

    def _add(self, entity: Entity, words: Sequence[Word], taken: set[tuple[str, ...]]) -> None:
        # "the Post" needs its article, "the press secretary" doesn't.
        if len(words) > 2 and words[0].text in english().cues.article:
            words = words[1:]
        keys = tuple(word.text for word in words)
        if keys and keys not in taken:
            taken.add(keys)
            name = _Name(keys, entity.id, self._is_everyday(entity, keys), _is_role(entity, keys))
            self._names.setdefault(keys[0], []).append(name)

    def _is_everyday(self, entity: Entity, keys: tuple[str, ...]) -> bool:
        # "the week" and "the times" mean a paper only where somebody writes them as one.
        is_title = entity.kind in ("organisation", "work") and keys[0] in english().cues.article
        return is_title and all(map(word_vectors().is_common, keys))

    def _add_surname(self, entity: Entity, taken: set[tuple[str, ...]]) -> None:
        words = split(entity.name)
        if entity.kind == "person" and len(words) > 1 and not word_vectors().is_common(words[-1].text):
            self._add(entity, words[-1:], taken)

    def _implied(self, entity: Entity) -> frozenset[str]:
        # The Spanish embassy carries Spain; but the mayor's driver does not stand for the mayor.
        inside: set[str] = set()
        for name in (entity.name, *entity.aliases):
            words = split(name)
            for at in range(len(words)):
                inside |= {found.entity for found in self._parts(words[at:], len(words))}
        return frozenset(part for part in inside if self.kinds[part] in ("place", "organisation"))

    def _parts(self, words: Sequence[Word], whole: int) -> Iterable[_Name]:
        for name in self._names.get(words[0].text, ()):
            if len(name.keys) < whole and tuple(word.text for word in words[: len(name.keys)]) == name.keys:
                yield name


def _owns(words: Sequence[Word], end: int) -> bool:
    """Whether the name before ``end`` owns what follows, with its apostrophe or without."""
    behind = words[end : end + 1]
    return words[end - 1].owns or any(word.text not in english().function_words for word in behind)


def _is_role(entity: Entity, keys: tuple[str, ...]) -> bool:
    return entity.kind == "person" and len(keys) > 1 and word_vectors().is_common(keys[-1])


def _is(word: Word, key: str) -> bool:
    return word.text == key or (word.text == key + "s" and len(key) > 3)
