"""A client of the SDK speaks with the real process: every answer is the editors', byte for byte, with its id."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp.types import CallToolResult, TextContent, TextResourceContents

from bot.api.description import description
from bot.api.replies import listed_json
from bot.config import Config
from bot.wording.about import introduction
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from tests.bot.assistants.support import assistant

PRECISION = 0.8
# The names that the town's questions have, each put in another's place.
SWAPS = (("North Bridge", "South Bridge"), ("Anna Berg", "Karl Holm"), ("Tom Lind", "Anna Berg"), ("ferry", "airport"))


def told(result: CallToolResult) -> dict[str, Any]:
    """Return what a tool handed out; its text says the same."""
    assert not result.is_error, result.content
    (text,) = result.content
    assert isinstance(text, TextContent)
    assert json.loads(text.text) == result.structured_content
    told: dict[str, Any] = result.structured_content
    return told


def refused(result: CallToolResult) -> str:
    assert result.is_error
    assert result.structured_content is None
    (text,) = result.content
    assert isinstance(text, TextContent)
    return text.text


def is_as_described(reply: dict[str, Any], schema: str) -> bool:
    document = {"$ref": f"#/components/schemas/{schema}", "components": description()["components"]}
    return jsonschema_rs.validator_for(document).is_valid(reply)


def questions(town: Matcher) -> list[str]:
    asked = [text for fact in town.base.facts for text in (*fact.wordings, *fact.not_)]
    swapped = [text.replace(*swap) for text in asked for swap in SWAPS if swap[0] in text]
    return [*asked, *swapped, "who owns the zeppelin", "Wer ist der Bürgermeister?", "hi", "?"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_every_answer_is_the_editors_byte_for_byte_with_its_id(
    mode: str, town_folder: Path, config: Path, town: Matcher
) -> None:
    outcomes: dict[str, int] = {}
    async with assistant(town_folder, config, mode) as client:
        for question in questions(town):
            reply = told(await client.call_tool("ask", {"question": question}))
            decided = town.decide(question, precision=PRECISION)
            outcomes[reply["outcome"]] = outcomes.get(reply["outcome"], 0) + 1
            assert is_as_described(reply, "Reply")
            assert (reply["fact"] is not None) == (reply["outcome"] == "answer") == isinstance(decided, Answer)
            if not isinstance(decided, Answer):
                assert (reply["answer"], reply["citations"]) == (None, [])
                assert reply["reason"]
                continue
            fact = decided.fact
            assert (reply["fact"], reply["answer"].encode()) == (fact.id, fact.answer.encode())
            said = listed_json(fact, town, datetime.now(UTC).date())
            assert {key: reply[key] for key in said.keys() - {"id", "question", "topics"}}.items() <= said.items()
    assert outcomes.keys() == {"answer", "suggestions", "abstention"}


async def test_what_it_is_and_how_it_is_used_is_told_first(town_folder: Path, config: Path, town: Matcher) -> None:
    async with assistant(town_folder, config) as client:
        instructions, tools = client.instructions or "", (await client.list_tools()).tools
        await _lists_facts_and_sources(client, town)
        await _hands_out_resources(client, town)

    assert instructions.startswith(introduction(Config(newsroom="The Gazette", subject="the town")))
    for word in ("quote `answer` unchanged", "status_in_words", "abstention", "no checked fact"):
        assert word in instructions
    assert [tool.name for tool in tools] == ["ask", "fact", "facts", "sources"]
    for tool in tools:
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        for schema in (tool.input_schema, tool.output_schema):
            assert schema is not None
            assert (schema["type"], schema["additionalProperties"]) == ("object", False)
            jsonschema_rs.meta.validate(schema | {"$schema": "https://json-schema.org/draft/2020-12/schema"})


async def _lists_facts_and_sources(client: Client, town: Matcher) -> None:
    first, second = [told(await client.call_tool("facts", {"page": page, "per_page": 2})) for page in (1, 2)]
    assert (first["total"], first["pages"], first["version"]) == (3, 2, town.base.version)
    assert [row["id"] for row in (*first["facts"], *second["facts"])] == [fact.id for fact in town.base.facts]
    (source,) = told(await client.call_tool("sources", {}))["sources"]
    assert (source["id"], source["facts"]) == ("gazette-2024-03-01", [fact.id for fact in town.base.facts])
    for fact in town.base.facts:
        reply = told(await client.call_tool("fact", {"id": fact.id}))
        assert is_as_described(reply, "FactOfVersion")
        assert reply == {"version": town.base.version} | listed_json(fact, town, datetime.now(UTC).date())
    assert "There is no fact with the id 'nobody'" in refused(await client.call_tool("fact", {"id": "nobody"}))


async def _hands_out_resources(client: Client, town: Matcher) -> None:
    listed = (await client.list_resources()).resources
    assert [one.uri for one in listed] == [f"factbot://facts/{fact.id}" for fact in town.base.facts]
    (template,) = (await client.list_resource_templates()).resource_templates
    assert template.uri_template == "factbot://facts/{id}"
    for one, fact in zip(listed, town.base.facts, strict=True):
        (contents,) = (await client.read_resource(one.uri)).contents
        assert isinstance(contents, TextResourceContents)
        assert json.loads(contents.text)["answer"].encode() == fact.answer.encode()
    for uri in ("factbot://facts/nobody", "factbot://facts/", "file:///etc/passwd"):
        with pytest.raises(MCPError, match="There is no fact with"):
            await client.read_resource(uri)
