"""Where a base plays: places that its facts need not name, for all that it tells is understood to be there."""

from collections import Counter
from collections.abc import Iterable

from knowledge.model import Entity


def scene(entities: Iterable[Entity], asked_about: Iterable[Iterable[str]]) -> frozenset[str]:
    """Return the place that most facts are asked about, those as often as it, and places whose offices are listed.

    Args:
        entities: those of the base.
        asked_about: of each fact the ids of whom and what its question names.
    """
    listed = tuple(entities)
    places = {entity.id for entity in listed if entity.kind == "place"}
    asked = Counter(name for names in asked_about for name in names if name in places)
    most = max(asked.values(), default=0)
    served = {office.whose for entity in listed for office in entity.offices if office.whose}
    return frozenset(name for name, times in asked.items() if times == most) | (places & served)
