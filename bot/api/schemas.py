"""The schemas of what the API hands out: every key is always there, and no other."""

from typing import Any

from knowledge.statuses import STATUSES

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_TEXT_OR_NOT: Schema = {"type": ["string", "null"]}
_DAY_OR_NOT: Schema = {"type": ["string", "null"], "format": "date"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SHARE: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_OUTCOMES = ("answer", "suggestions", "abstention", "small_talk")


def _object(**keys: Schema) -> Schema:
    return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}


def _with(schema: Schema, description: str) -> Schema:
    return schema | {"description": description}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(of: str) -> Schema:
    return {"type": "array", "items": _ref(of)}


_PAGE = _with(_TEXT_OR_NOT, "The fact's page on the newsroom's site, where `site_url` is configured.")
# What a reply and a listed fact say of a fact; in a reply that has no answer nothing stands there.
_SAID: Schema = {
    "answer": _with(_TEXT, "The editors' text."),
    "status": _with({"type": "string", "enum": list(STATUSES)}, "How sure it is."),
    "status_in_words": _with(_TEXT, "The status as people read it."),
    "as_of": _with({"type": "string", "format": "date"}, "The day on which the fact was last checked."),
    "review_by": _with(_DAY_OR_NOT, "The day by which it is to be checked again."),
    "overdue": _with({"type": "boolean"}, "Whether that day has passed."),
    "happened": _with(_TEXT_OR_NOT, "When it happened: a year, month, day, or start/end."),
    "cautions": _with({"type": "array", "items": _TEXT}, "Show them before the answer: why to take it with care."),
    "positions": _list("Position"),
    "citations": _list("Citation"),
    "corrections": _list("Correction"),
    "related": _list("NamedFact"),
}
_LISTS = ("cautions", "positions", "citations", "corrections", "related")


def _or_not(schema: Schema) -> Schema:
    """Return the schema of what may be missing."""
    if "null" in schema["type"]:
        return schema
    more = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return schema | {"type": [schema["type"], "null"]} | more


_REPLY: Schema = {
    "question": _with(_TEXT, "What was asked."),
    "outcome": _with(
        {"type": "string", "enum": list(_OUTCOMES)},
        "answer; suggestions: unsure, these are the nearest questions; abstention: nothing to offer; small_talk: a "
        "greeting or thanks.",
    ),
    "fact": _with(_TEXT_OR_NOT, "The id of the fact that answers."),
    "fact_question": _with(_TEXT_OR_NOT, "The question that it answers."),
    "page": _PAGE,
    **{name: schema if name in _LISTS else _or_not(schema) for name, schema in _SAID.items()},
    "confidence": _with(_SHARE, "How likely the first fact is the one that is meant."),
    "suggestions": _list("Suggestion"),
    "reason": _with(
        _TEXT_OR_NOT,
        "Show it before the answer or the suggestions: why there is no answer, how the question was understood, or "
        "what in it the reporting does not say.",
    ),
    "scope": _with(_TEXT_OR_NOT, "What may be asked instead."),
    "gone_to_editors": _with({"type": "boolean"}, "Whether the editors have the question, which had no answer."),
}

SCHEMAS: dict[str, Schema] = {
    "Reply": {
        **_object(**_REPLY),
        "properties": _REPLY | {"more": _with(_list("Reply"), "The replies to further questions of the same text.")},
    },
    "Fact": _object(id=_TEXT, question=_TEXT, page=_PAGE, **_SAID, topics={"type": "array", "items": _TEXT}),
    "FactOfVersion": _object(
        version=_TEXT, id=_TEXT, question=_TEXT, page=_PAGE, **_SAID, topics={"type": "array", "items": _TEXT}
    ),
    "Facts": _object(
        version=_with(_TEXT, "Of the facts: where it differs between two pages, begin again."),
        total=_COUNT,
        page=_COUNT,
        pages=_COUNT,
        facts=_list("Fact"),
    ),
    "NamedFact": _object(fact=_TEXT, question=_TEXT),
    "Suggestion": _object(fact=_TEXT, question=_TEXT, confidence=_SHARE),
    "Position": _object(
        by=_with(_TEXT, "An id or a name."), name=_TEXT, says=_TEXT, on=_TEXT_OR_NOT, source=_TEXT_OR_NOT
    ),
    "Citation": _object(
        source=_with(_TEXT, "The id of the report."),
        publisher=_TEXT,
        relays=_with(_TEXT_OR_NOT, "Whose reporting it passes on."),
        authors={"type": "array", "items": _TEXT},
        title=_TEXT,
        published=_with(_TEXT, "A year, month or day."),
        url=_TEXT_OR_NOT,
        via=_with(_TEXT_OR_NOT, "Whom the report relies on."),
        supports=_with(_TEXT_OR_NOT, "What it is cited for."),
        quote=_with(_TEXT_OR_NOT, "The words of the report that the answer rests on, verbatim."),
        where=_with(_TEXT_OR_NOT, "In which paragraph, on which page or in which minute they stand."),
        archive=_with(_TEXT_OR_NOT, "The address of a kept copy of the report."),
        accessed=_with({"type": ["string", "null"], "format": "date"}, "The day on which an editor read it."),
        retracted=_with(
            {"oneOf": [_ref("Retraction"), {"type": "null"}]}, "That its publisher took it back: the day, and why."
        ),
    ),
    "Retraction": _object(on={"type": "string", "format": "date"}, note=_TEXT),
    "Correction": _object(on={"type": "string", "format": "date"}, note=_TEXT),
    "Error": _object(error=_object(code=_with(_TEXT, "The reason in a word."), message=_with(_TEXT, "What to do."))),
}
