"""The API described as OpenAPI has it (https://spec.openapis.org/oas/v3.1.0): what is sent, and what comes back."""

from importlib.metadata import version
from typing import Any

from bot.api.requests import LARGEST_PAGE, LONGEST_QUESTION, PAGE
from bot.api.schemas import SCHEMAS
from knowledge.loading.values import ID_LIMIT

_ABOUT = (
    "Answers questions from facts that editors have checked, with their sources, or says that it knows nothing. The "
    "editors' texts are unaltered: escape them for where you show them, and show the status, the day of the last check "
    "and the sources with each answer. Send the key from a server: in a page every reader can see it."
)
_REFUSALS = {
    "400": "A parameter is missing, unknown, given twice, too long, or no UTF-8 text.",
    "401": "No key in the header, or a wrong one.",
    "404": "There is nothing at this address.",
    "429": "Too many requests with this key in a minute.",
    "500": "Something went wrong; the newsroom's log says what.",
}


def description() -> dict[str, Any]:
    """Return the description of the API, an OpenAPI document of version 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "factbot", "version": version("factbot"), "description": _ABOUT},
        "servers": [{"url": "/v1"}],
        "security": [{"key": []}],
        "paths": {
            "/ask": {"get": _operation("ask", "Ask a question", "Reply", [_QUESTION])},
            "/facts": {"get": _operation("facts", "List the facts, a page of them", "Facts", [_NUMBER, _SIZE])},
            "/facts/{id}": {"get": _operation("fact", "Get one fact", "FactOfVersion", [_ID])},
            "/openapi.json": {"get": _open_operation("description", "Get this description, without a key")},
        },
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "headers": {"RetryAfter": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}},
        },
    }


def _parameter(name: str, description: str, schema: dict[str, Any], place: str = "query") -> dict[str, Any]:
    is_needed = place == "path" or "default" not in schema
    return {"name": name, "in": place, "required": is_needed, "description": description, "schema": schema}


_QUESTION = _parameter(
    "q", "The question as a reader wrote it.", {"type": "string", "minLength": 1, "maxLength": LONGEST_QUESTION}
)
_NUMBER = _parameter("page", "Which page, from 1 on.", {"type": "integer", "minimum": 1, "default": 1})
_SIZE = _parameter(
    "per_page",
    "How many facts a page has.",
    {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE},
)
_ID = _parameter("id", "The id of the fact.", {"type": "string", "maxLength": ID_LIMIT}, "path")


def _operation(name: str, summary: str, schema: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    refusals = {status: _response(text, "Error") for status, text in _REFUSALS.items()}
    refusals["429"]["headers"] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
    responses = {"200": _response("As asked for.", schema), **refusals}
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": responses}


def _open_operation(name: str, summary: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"type": "object"}}}
    responses = {"200": {"description": "An OpenAPI document.", "content": content}}
    return {"operationId": name, "summary": summary, "security": [], "responses": responses}


def _response(description: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": content}
