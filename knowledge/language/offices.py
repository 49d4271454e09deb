"""Who held an office and when: the tenures of one base, and which of them the words around a title leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.language.english import english
from knowledge.language.qualifiers import Asked, Complement, Form, Qualifier
from knowledge.model import Entity, Office

# Tells the key of an entity from a country's word among what an office serves.
ENTITY_KEY = "@"

# In the order of what a reply can say of it: a qualifier that fits no holder, no holder in particular, several
# holders, and another than the holder who is named.
Sense = Literal["foreign", "generic", "ambiguous", "another"]


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office as somebody held it: ``title`` is folded, ``serves`` whom or what, under every key.

    ``is_loose`` says that an organisation or a place may stand before it too: the house in which a person's adviser
    works, the town of a mayor of whom no more is known.
    """

    entity: str
    title: tuple[str, ...]
    office: Office
    forms: tuple[Form, ...]
    serves: frozenset[str] = frozenset()
    is_past: bool = False
    is_loose: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether anything is known of when it was held."""
        return bool(self.office.from_ or self.office.until)

    def covers(self, moment: str) -> bool:
        """Whether the office was held at some time of a year, month or day."""
        return not (_is_after(self.office.from_, moment) or _is_after(moment, self.office.until))

    def has_ended(self, end: str) -> bool:
        """Whether it is known to have ended by the day ``end``."""
        return self.is_past or (self.office.until is not None and _is_after(end, self.office.until))

    def stands(self, end: str) -> tuple[bool, bool]:
        """Return whether it is known to have ended by the day ``end``, and to begin after it."""
        return self.has_ended(end), _is_after(self.office.from_, end)

    def overlaps(self, other: "Tenure") -> bool:
        """Whether both may have been held at one time; a successor takes over in the month that the other left."""
        return not (_follows(self.office, other.office) or _follows(other.office, self.office))


def _is_after(moment: str | None, other: str | None) -> bool:
    if moment is None or other is None:
        return False
    length = min(len(moment), len(other))
    return moment[:length] > other[:length]


def _follows(office: Office, other: Office) -> bool:
    if office.from_ is None or other.until is None:
        return False
    length = min(len(office.from_), len(other.until))
    return office.from_[:length] >= other.until[:length]


class Tenures:
    """The tenures of one base by title; ``end`` is the day on which its facts end."""

    def __init__(self, tenures: Iterable[Tenure], entities: Sequence[Entity], end: date | None) -> None:
        self._by_title: dict[tuple[str, ...], list[Tenure]] = {}
        for tenure in tenures:
            self._by_title.setdefault(tenure.title, []).append(tenure)
        self._end = end.isoformat() if end else "9999"
        self._kinds = {entity.id: entity.kind for entity in entities}
        self._led: dict[str, list[Tenure]] = {tenure.entity: [] for held in self._by_title.values() for tenure in held}
        for held in self._by_title.values():
            for tenure in held:
                if leads(tenure.title):
                    self._led[tenure.entity].append(tenure)

    def is_as_of(self, other: "Tenures") -> bool:
        """Whether the end of two bases with the same offices leaves the same tenures begun and ended."""
        held = [tenure for of_title in self._by_title.values() for tenure in of_title]
        return all(tenure.stands(self._end) == tenure.stands(other._end) for tenure in held)

    def holders(self, title: tuple[str, ...]) -> frozenset[str]:
        """Return all who ever held an office of that title."""
        return frozenset(tenure.entity for tenure in self._by_title.get(title, ()))

    def others_in_office(self, entity: str) -> frozenset[str]:
        """Return all who ever held an office of a title that ``entity`` held, without itself."""
        titles = [title for title, held in self._by_title.items() if any(one.entity == entity for one in held)]
        return frozenset().union(*map(self.holders, titles)) - {entity}

    def held(self, entity: str, moment: str) -> bool:
        """Whether ``entity`` may have held any of its offices at a year, month or day."""
        return any(one.entity == entity and one.covers(moment) for held in self._by_title.values() for one in held)

    def meant(self, title: tuple[str, ...], asked: Asked, own: str = "") -> tuple[str | None, Sense | None]:
        """Return the holder whom a title with what stands around it means, or in which sense it means none.

        ``own`` is the entity that has these very words as a name of its own, which decides between several.
        """
        held = [tenure for tenure in self._called(title, asked) if self._fits(tenure, asked)]
        if any(tenure.entity == own for tenure in held):
            held = [tenure for tenure in held if tenure.entity == own or tenure.is_dated]
        if asked.is_other_office or not held:
            return None, "foreign"
        if asked.is_generic:
            return None, "generic"
        is_beside = asked.beside in self.holders(title)
        if asked.is_successor or is_beside or "later" in asked.times:
            return None, "another"
        meant, sense = self._chosen(held, asked)
        if sense == "ambiguous" and any(tenure.entity == own for tenure in held):
            return own, None
        return meant, sense

    def _called(self, title: tuple[str, ...], asked: Asked) -> list[Tenure]:
        """Return the tenures of a title; a bare "adviser" may be any kind of adviser, but no deputy of one."""
        called = self._by_title[title]
        if len(title) > 1 or asked.before or asked.behind:
            return called
        deputy = english().titles.deputy
        longer = (other for other in self._by_title if other[1:] and other[-1] == title[0])
        return called + [tenure for other in longer if deputy.isdisjoint(other) for tenure in self._by_title[other]]

    def _fits(self, tenure: Tenure, asked: Asked) -> bool:
        return self._fits_before(tenure, asked) and all(
            self._fits_behind(tenure, complement) for complement in asked.behind
        )

    def _fits_before(self, tenure: Tenure, asked: Asked) -> bool:
        is_told = bool(tenure.serves) and asked.possible_owners
        if is_told and not any(self._is_of(tenure, owner) for owner in asked.possible_owners):
            return False
        if all(self._is_of(tenure, qualifier) for qualifier in asked.before):
            return True
        return any(_same(asked.before, form.before) for form in tenure.forms)

    def _fits_behind(self, tenure: Tenure, complement: Complement) -> bool:
        if any(complement.what.keys & other.what.keys for form in tenure.forms for other in form.behind):
            return True
        if complement.by not in english().titles.belonging:
            return True
        # The ambassador to a country is another one's.
        is_sent = complement.by in english().titles.sent and tenure.title[-1] in english().titles.envoy
        return not is_sent and self._is_of(tenure, complement.what)

    def _is_of(self, tenure: Tenure, qualifier: Qualifier) -> bool:
        if qualifier.keys & tenure.serves:
            return True
        if qualifier.is_noun:
            return tenure.is_loose and tenure.office.whose is None
        kind = self._kinds.get(qualifier.entity)
        if kind == "person":
            # Who is known to serve one person serves no other in the same office.
            if any(self._kinds.get(served.removeprefix(ENTITY_KEY)) == "person" for served in tenure.serves):
                return False
            led = self._led.get(qualifier.entity, ())
            return any(tenure.serves & other.serves and other.overlaps(tenure) for other in led)
        return kind in ("organisation", "place") and not qualifier.is_country and tenure.is_loose

    def _chosen(self, held: list[Tenure], asked: Asked) -> tuple[str | None, Sense | None]:
        if asked.moments:
            then = [tenure for tenure in held if any(map(tenure.covers, asked.moments))]
            if not then and asked.is_dated:
                return None, "foreign"
            held = then or held
        held = self._of_time(held, asked.times)
        entities = {tenure.entity for tenure in held}
        if len(entities) == 1:
            return entities.pop(), None
        if not entities:
            return None, "another"
        last = max(held, key=lambda tenure: (tenure.office.until or "9999", tenure.office.from_ or ""))
        is_sure = not any(other.overlaps(last) for other in held if other.entity != last.entity)
        if is_sure and not asked.moments and asked.times.isdisjoint({"then", "former", "coming"}):
            return last.entity, None
        return None, "ambiguous"

    def _of_time(self, held: list[Tenure], times: frozenset[str]) -> list[Tenure]:
        if "current" in times:
            return [t for t in held if not t.has_ended(self._end) and not _is_after(t.office.from_, self._end)]
        if "left" in times and (left := [tenure for tenure in held if tenure.is_past or tenure.office.until]):
            return [max(left, key=lambda tenure: tenure.office.until or "")]
        if "former" in times:
            return [tenure for tenure in held if tenure.has_ended(self._end)] or held
        if "first" in times and all(tenure.office.from_ for tenure in held):
            return [min(held, key=lambda tenure: tenure.office.from_ or "")]
        held = [tenure for tenure in held if not tenure.is_past] or held
        if "coming" in times:
            return held
        return [tenure for tenure in held if not _is_after(tenure.office.from_, self._end)] or held


def leads(title: tuple[str, ...]) -> bool:
    """Whether who holds the office leads whose it is, so that its other offices go by the holder's name too."""
    around = english().titles
    return title[-1] in around.head and around.deputy.isdisjoint(title)


def _same(asked: Sequence[Qualifier], known: Sequence[Qualifier]) -> bool:
    return all(any(one.keys & other.keys for other in known) for one in asked) and all(
        any(one.keys & other.keys for other in asked) for one in known
    )
