"""The names that editors listed, as they are looked for in texts: the longest that begins at a word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.language.english import english
from knowledge.language.names import is_cued
from knowledge.language.text import Word, split
from knowledge.language.titles import Title
from knowledge.language.vectors import word_vectors
from knowledge.model import Entity


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name as it is looked for; ``is_role``: its last word is an ordinary one, so its plural means several people.

    ``title``: where it is that of an office, then ``entity`` is "" unless it is one holder's own.
    ``needs_capital``: it is of ordinary words; ``is_used``: but the base has it as a name alone.
    """

    keys: tuple[str, ...]
    entity: str
    needs_capital: bool = False
    is_role: bool = False
    is_used: bool = False
    title: Title | None = None

    @property
    def is_surname(self) -> bool:
        """Whether it is an ordinary word that is somebody's surname."""
        return self.needs_capital and len(self.keys) == 1 and len(self.keys[0]) > 2

    def is_at(self, words: Sequence[Word], at: int) -> bool:
        """Whether the name begins at a place."""
        end = at + len(self.keys)
        if end > len(words):
            return False
        # Many names begin alike ("the ..."), so most of them differ at their last word.
        for place in range(len(self.keys) - 1, -1, -1):
            if not _is(words[at + place], self.keys[place]):
                return False
        if self.is_role and words[end - 1].text != self.keys[-1] and not owns_behind(words, end):
            return False
        return not self.needs_capital or self._is_written_as_name(words, at, end)

    def _is_written_as_name(self, words: Sequence[Word], at: int, end: int) -> bool:
        if any(word.capital for word in words[at:end]):
            # "Young Democrats", "West Bank": a name of its own.
            return not self.is_surname or end == len(words) or not words[end].capital or words[end - 1].owns
        return self.is_used and (is_cued(words, at) or (at == 0 and words[0].written[:1].isupper()))


class NameTable:
    """The listed names of one base; of two that are written alike the first is kept."""

    def __init__(self) -> None:
        self._names: dict[str, list[ListedName]] = {}
        self._taken: set[tuple[str, ...]] = set()

    def add(self, name: ListedName) -> None:
        """Add a name, unless it has no words or is there already."""
        if name.keys and name.keys not in self._taken:
            self._taken.add(name.keys)
            starting = self._names.setdefault(name.keys[0], [])
            starting.append(name)
            starting.sort(key=lambda other: -len(other.keys))

    def add_name(self, entity: Entity, words: Sequence[Word]) -> None:
        """Add a proper name of an entity."""
        # "the Post" needs its article, "the press secretary" doesn't.
        if len(words) > 2 and words[0].text in english().cues.article:
            words = words[1:]
        keys = tuple(word.text for word in words)
        self.add(ListedName(keys, entity.id, _is_everyday(entity, words), _is_role(entity, keys)))

    def add_surname(self, entity: Entity, used: frozenset[str]) -> None:
        """Add the surname of a person; ``used`` are the words that the base has as names alone."""
        words = split(entity.name)
        if words and words[-1].text in english().titles.namesake:
            words = words[:-1]
            self.add_name(entity, words)
        # A name that says what somebody is ("Anna's driver") ends in no surname.
        if entity.kind != "person" or len(words) < 2 or words[-1].written.islower():
            return
        text = words[-1].text
        self.add(ListedName((text,), entity.id, word_vectors().is_common(text), is_used=text in used))

    def longest(self, words: Sequence[Word], at: int, *, is_proper: bool = False) -> ListedName | None:
        """Return the longest name that begins at a place; only a proper one, no title, if ``is_proper``.

        "the bridge" is none where "bridge authority" is a longer one behind the article.
        """
        first = words[at].text
        for name in self._names.get(first) or self._names.get(first.removesuffix("s")) or ():
            if not (is_proper and name.title) and name.is_at(words, at):
                behind = self.longest(words, at + 1, is_proper=True) if first in english().cues.article else None
                return None if behind and len(behind.keys) >= len(name.keys) else name
        return None

    def within(self, words: Sequence[Word], whole: int) -> Iterator[ListedName]:
        """Yield the names of fewer than ``whole`` words that ``words`` begin with, as written."""
        for name in self._names.get(words[0].text, ()):
            if len(name.keys) < whole and tuple(word.text for word in words[: len(name.keys)]) == name.keys:
                yield name

    def words(self) -> set[str]:
        """Return every word that a name consists of."""
        return {key for names in self._names.values() for name in names for key in name.keys}


def _is_everyday(entity: Entity, words: Sequence[Word]) -> bool:
    # "the week" and "the times" mean a paper only where somebody writes them as one; "the trust" is a body that editors
    # write so themselves.
    is_title = entity.kind in ("organisation", "work") and words[:1] and words[0].text in english().cues.article
    is_capital = any(word.written[:1].isupper() for word in words[1:])
    return bool(is_title) and is_capital and all(word_vectors().is_common(word.text) for word in words)


def owns_behind(words: Sequence[Word], end: int) -> bool:
    """Whether the name before ``end`` owns what follows, with its apostrophe or without."""
    behind = words[end : end + 1]
    return words[end - 1].owns or any(word.text not in english().function_words for word in behind)


def _is_role(entity: Entity, keys: tuple[str, ...]) -> bool:
    return entity.kind == "person" and len(keys) > 1 and word_vectors().is_common(keys[-1])


def _is(word: Word, key: str) -> bool:
    """Whether a word of a text is one of a name, in the plural or as a figure too: "line three" is Line 3."""
    return word.text == key or (word.text == key + "s" and len(key) > 3) or _is_number(word.text, key)


def _is_number(one: str, other: str) -> bool:
    """Whether one of two words is the other in figures."""
    digits, text = (one, other) if one.isdecimal() else (other, one)
    return digits.isdecimal() and english().numbers.get(text) == int(digits)
