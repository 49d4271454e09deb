"""The schemas of what the tools take and hand out: those of the HTTP API, each complete in itself."""

import json
from typing import Any

from bot.api.requests import LARGEST_PAGE, LONGEST_QUESTION, PAGE
from bot.api.schemas import SCHEMAS
from bot.wording.assistants import ARGUMENT
from knowledge.loading.values import ID_LIMIT
from knowledge.statuses import STATUSES

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_TEXT_OR_NOT: Schema = {"type": ["string", "null"]}
_DAY: Schema = {"type": "string", "format": "date"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TAKEN: dict[str, Schema] = {
    "question": {"type": "string", "minLength": 1, "maxLength": LONGEST_QUESTION},
    "id": {"type": "string", "minLength": 1, "maxLength": ID_LIMIT},
    "page": {"type": "integer", "minimum": 1, "default": 1},
    "per_page": {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE},
}
_PAGED = ("page", "per_page")
# What each tool takes.
ARGUMENTS: dict[str, tuple[str, ...]] = {"ask": ("question",), "fact": ("id",), "facts": _PAGED, "sources": _PAGED}


def _object(**keys: Schema) -> Schema:
    return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}


def _page_of(**items: Schema) -> Schema:
    version = _TEXT | {"description": "Of the facts: where it differs between two pages, begin again."}
    return _object(version=version, total=_COUNT, page=_COUNT, pages=_COUNT, **items)


def taken(tool: str) -> Schema:
    """Return the schema of what a tool takes."""
    keys = {name: _TAKEN[name] | {"description": ARGUMENT[name]} for name in ARGUMENTS[tool]}
    return _object(**keys) | {"required": [name for name in keys if "default" not in keys[name]]}


def handed_out(tool: str) -> Schema:
    """Return the schema of what a tool hands out."""
    return _HANDED_OUT[tool]


def _of_the_api(name: str) -> Schema:
    """Return a schema of the API with all that it refers to."""
    told = json.dumps(SCHEMAS).replace("#/components/schemas/", "#/$defs/")
    every: dict[str, Schema] = json.loads(told)
    return every[name] | {"$defs": every}


_LISTED_FACT = _object(id=_TEXT, question=_TEXT, status={"type": "string", "enum": list(STATUSES)}, as_of=_DAY)
_RETRACTION = {**_object(on=_DAY, note=_TEXT), "type": ["object", "null"]}
_SOURCE = _object(
    id=_TEXT,
    publisher=_TEXT,
    relays=_TEXT_OR_NOT,
    authors={"type": "array", "items": _TEXT},
    title=_TEXT,
    published=_TEXT,
    url=_TEXT_OR_NOT,
    retracted=_RETRACTION | {"description": "That its publisher took it back: say so wherever you cite it."},
    facts={"type": "array", "items": _TEXT, "description": "The ids of the facts that rest on it."},
)
_HANDED_OUT: dict[str, Schema] = {
    "ask": _of_the_api("Reply"),
    "fact": _of_the_api("FactOfVersion"),
    "facts": _page_of(facts={"type": "array", "items": _LISTED_FACT}),
    "sources": _page_of(sources={"type": "array", "items": _SOURCE}),
}
