"""Discord's official description of its API as a judge of request bodies: strict, so unknown keys are refused too."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs

PLACE = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"
BASE = "json-schema:///discord"
# Keys that the client sends and Discord takes, though the description leaves them out.
ALSO_TAKEN = {
    "IncomingWebhookUpdateRequestPartial": ("tts",),
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": ("tts",),
    "MessageEditRequestPartial": ("tts",),
    "RichEmbed": ("flags",),
    "ApplicationCommandUpdateRequest": ("nsfw",),
    "ApplicationCommandCreateRequest": ("nsfw",),
}


def place_of_description() -> Path | None:
    """Return where the description lies, if it is there."""
    place = Path(os.environ.get("DISCORD_OPENAPI", PLACE))
    return place if place.is_file() else None


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path, with the judge of its JSON body where it takes one."""

    route: str
    pattern: re.Pattern[str]
    judge: Any


@dataclass
class Description:
    """The operations of the description, compiled when first met."""

    document: dict[str, Any]
    _operations: dict[str, list[Operation]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Description":
        """Read the description and make it strict."""
        document = json.loads(path.read_text("utf-8"))
        schemas = document["components"]["schemas"]
        schemas["SnowflakeType"] = {"anyOf": [schemas["SnowflakeType"], {"type": "integer"}]}
        for name, schema in schemas.items():
            if schema.get("type") == "object" and "properties" in schema and "additionalProperties" not in schema:
                schema["properties"].update({key: {} for key in ALSO_TAKEN.get(name, ())})
                schema["additionalProperties"] = False
        return cls(document)

    def find(self, method: str, path: str) -> Operation | None:
        """Return the operation that a request is, None where Discord has no such thing."""
        operations = self._operations.setdefault(method, [])
        if not operations:
            operations.extend(self._compile(method))
        return next((one for one in operations if one.pattern.fullmatch(path)), None)

    def faults(self, operation: Operation, body: object) -> list[str]:
        """Return what is wrong with the JSON body of a request."""
        if operation.judge is None:
            return [] if body is None else [f"{operation.route}: takes no body"]
        return [
            f"{operation.route}: {error.message} at {error.instance_path}"
            for error in operation.judge.iter_errors(body)
        ]

    def _compile(self, method: str) -> Iterator[Operation]:
        # Fixed words go before what stands for any word: "@me" is no id.
        for path in sorted(self.document["paths"], key=lambda path: path.count("{")):
            operation = self.document["paths"][path].get(method.lower())
            if operation is not None:
                pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
                yield Operation(f"{method} {path}", pattern, _LazyJudge(self.document, path, method.lower(), operation))


class _LazyJudge:
    """Compiles the judge of one operation at its first request: the document is large, the operations used are few."""

    def __init__(self, document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> None:
        self._document = document
        pointer = quote(path.replace("~", "~0").replace("/", "~1"), safe="~")
        self._ref = f"{BASE}#/paths/{pointer}/{method}/requestBody/content/application~1json/schema"
        self._has_body = "application/json" in operation.get("requestBody", {}).get("content", {})
        self._compiled: Any = None

    def iter_errors(self, body: object) -> Iterator[Any]:
        if self._compiled is None:
            registry = jsonschema_rs.Registry([(BASE, self._document)])
            schema = {"$ref": self._ref} if self._has_body else {"type": "null"}
            self._compiled = jsonschema_rs.Draft202012Validator(schema, registry=registry)
        yield from self._compiled.iter_errors(body)
