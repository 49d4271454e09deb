"""What an editor reads of what might be added to a fact: lines to paste into the files, and what to tick on Discord."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import yaml

from bot.limits import MESSAGE
from bot.text import quoted, shortened
from knowledge.language.text import fold
from knowledge.loading.lessons import UNBROKEN
from knowledge.model import Fact, Location
from knowledge.service.proposing import Proposals
from knowledge.service.unlisted import UnlistedOffice

Kind = Literal["wording", "not", "name", "office"]
CLI_HELPS, DESK_HELPS = "`factbot suggest` may propose some", "/desk wording may propose some"
WHICH = "Tick what you want"
KINDS: Mapping[Kind, str] = {
    "wording": "a wording: it is taught, after a preview",
    "not": "a `not` line, for the file",
    "name": "a name that is not listed, for the file",
    "office": "an office that is not listed, for the file",
}
_HEADINGS: Mapping[Kind, str] = {
    "wording": "Other ways to ask it",
    "not": "What it doesn't answer (`not` lines)",
    "name": "Names that no editor has listed",
    "office": "Offices that no editor has listed",
}
NOTHING_TICKED = "Nothing was ticked that I know."
NO_SUCH_FACT = "Choose a fact from the list."
FOR_THE_FILE = "For the file, as lines to paste; after that /facts check says whether the base is sound:"
_QUESTION, _LINE = 180, 95


def nothing_in_words(fact: Fact) -> str:
    """Return that nothing is proposed for a fact."""
    question = shortened(fact.question, _QUESTION)
    return (
        f"I have nothing to propose for “{question}”: how readers ask it otherwise I learn from them alone."
        " Two keywords, or a role in the place of a name, often help."
    )


def proposals_in_words(proposals: Proposals) -> str:
    """Return what is proposed, kind by kind, above the menu to tick in."""
    lines = [f"For **{shortened(proposals.fact.question, _QUESTION)}**. Nothing is written before you have said yes."]
    for kind, heading in _HEADINGS.items():
        texts = [text for one, text in options(proposals) if one == kind]
        if texts:
            lines += [f"{heading}:", *(f"- {quoted(text, _LINE)}" for text in texts)]
    return shortened("\n".join(lines), MESSAGE)


def options(proposals: Proposals) -> Iterator[tuple[Kind, str]]:
    """Yield each proposal with its kind, as a menu offers it and ``yaml_lines`` takes it."""
    yield from (("wording", text) for text in proposals.wordings)
    yield from (("not", text) for text in proposals.near_misses)
    yield from (("name", text) for text in proposals.names)
    yield from (("office", office_in_words(one)) for one in proposals.offices)


def office_in_words(office: UnlistedOffice) -> str:
    """Return an office with whose it is: the id of the entity, and the title."""
    return f"{office.entity.id}: {office.title}"


def yaml_lines(fact: Fact, place: Location | None, ticked: Iterable[tuple[Kind, str]]) -> Iterator[str]:
    """Yield the lines that an editor pastes, each kind under a comment that says where it belongs."""
    every = list(ticked)
    where = f"{place.file}:{place.line}: {fact.id}" if place else fact.id
    keys: tuple[tuple[Kind, str], ...] = (("wording", "phrasings"), ("not", "not"))
    for kind, key in keys:
        texts = [text for one, text in every if one == kind]
        if texts:
            yield f"# {where}, under '{key}:'"
            yield from (f"      - {_scalar(text)}" for text in texts)
    names = [text for one, text in every if one == "name"]
    if names:
        yield "# under 'entities:', for CHOOSE one of: person, organisation, place, event, law, work"
        yield from (f"  - {{id: {_slug(name)}, name: {_scalar(name)}, kind: CHOOSE}}" for name in names)
    for entity, _, title in (text.partition(": ") for one, text in every if one == "office"):
        yield f"# the entity {entity}, under 'offices:'; add whose:, from: and until: as far as you know them"
        yield f"      - {{title: {_scalar(title)}}}"


def _scalar(text: str) -> str:
    """Return a text as YAML that reads it as it is, within braces too."""
    style = '"' if re.search(r"[\[\]{},]", text) else None
    dumped = yaml.safe_dump(text, allow_unicode=True, width=UNBROKEN, default_style=style)
    return str(dumped).removesuffix("...\n").strip()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "name"
