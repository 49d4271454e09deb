"""The description is valid OpenAPI, and what is handed out is as it says."""

from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from bot.api.description import description
from bot.api.serving import api
from tests.bot.api.support import TOLL, Client


def judge(schema: dict[str, Any]) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema | {"components": description()["components"]})


def schema_of(path: str, status: int) -> dict[str, Any]:
    content = description()["paths"][path]["get"]["responses"][str(status)]["content"]
    schema: dict[str, Any] = content["application/json"]["schema"]
    return schema


def test_the_description_is_valid() -> None:
    assert list(OpenAPIV31SpecValidator(description()).iter_errors()) == []


def test_an_invalid_description_is_found_out() -> None:
    broken = description() | {"info": {"title": "factbot"}}

    assert list(OpenAPIV31SpecValidator(broken).iter_errors())


async def test_it_is_served_without_a_key(client: Client) -> None:
    told = await client.get("/openapi.json", None)

    assert (told.status, told.body) == (200, description())


async def test_it_describes_every_address(client: Client) -> None:
    served = {route.resource.canonical for route in api(client.newsroom).router.routes() if route.resource}

    assert set(description()["paths"]) == served


@pytest.mark.parametrize(
    ("path", "request_"),
    [
        ("/ask", f"/ask?q={TOLL}".replace(" ", "%20")),
        ("/ask", "/ask?q=why%20was%20Lind%20sacked%20by%20Berg"),
        ("/ask", "/ask?q=how%20much%20is%20the%20toll%20on%20South%20Bridge"),
        ("/ask", "/ask?q=who%20owns%20the%20zeppelin"),
        ("/ask", "/ask?q=hi"),
        ("/ask", f"/ask?q={TOLL}%20When%20did%20the%20ferry%20make%20its%20first%20trip%3F".replace(" ", "%20")),
        ("/ask", "/ask"),
        ("/facts", "/facts"),
        ("/facts", "/facts?page=x"),
        ("/facts/{id}", "/facts/mayor-dismissed-lind"),
        ("/facts/{id}", "/facts/nobody"),
    ],
)
async def test_what_is_handed_out_is_as_described(client: Client, path: str, request_: str) -> None:
    told = await client.get(request_)

    judge(schema_of(path, told.status)).validate(told.body)
    with pytest.raises(jsonschema_rs.ValidationError):
        judge(schema_of(path, told.status)).validate(told.body | {"more_yet": 1})
