"""The server that the protocol's SDK runs (https://py.sdk.modelcontextprotocol.io/): its tools and its resources."""

import json
import logging
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)

from bot.api.requests import PAGE
from bot.assistants.schemas import ARGUMENTS, handed_out, taken
from bot.assistants.tools import RefusedCallError, Tools
from bot.config import Config
from bot.wording import assistants as words

URI = "factbot://facts/"
JSON = "application/json"
LOG = logging.getLogger("factbot")
_DESCRIPTIONS = {"ask": words.ASK, "fact": words.FACT, "facts": words.FACTS, "sources": words.SOURCES}
# Nothing is changed by asking, and nothing is looked up elsewhere.
_ONLY_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def server_of(tools: Tools, config: Config) -> Server[Any]:
    """Return the server over some tools."""
    handlers = _Handlers(tools)
    return Server(
        "factbot",
        version=version("factbot"),
        title=config.newsroom,
        instructions=words.instructions(config),
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_resource_templates,
        on_read_resource=handlers.read_resource,
    )


class _Handlers:
    """What each request of the protocol does."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def list_tools(self, _: Any, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_tool(name) for name in ARGUMENTS])

    async def call_tool(self, _: Any, params: CallToolRequestParams) -> CallToolResult:
        try:
            reply = await self._tools.call(params.name, params.arguments or {}, datetime.now(UTC))
        except RefusedCallError as error:
            return CallToolResult(content=[_said(str(error))], is_error=True)
        except Exception:
            LOG.exception("a call of an assistant failed")
            return CallToolResult(content=[_said(words.SORRY)], is_error=True)
        # Twice the same, for there are clients that show a model the text alone.
        return CallToolResult(content=[_said(_json(reply))], structured_content=reply)

    async def list_resources(self, _: Any, params: PaginatedRequestParams | None) -> ListResourcesResult:
        """List the facts; a cursor is the place of the first one of a page."""
        begin = _place(params.cursor if params else None)
        facts = self._tools.matcher.base.facts
        listed = [
            Resource(uri=f"{URI}{fact.id}", name=fact.id, title=fact.question, mime_type=JSON)
            for fact in facts[begin : begin + PAGE]
        ]
        cursor = str(begin + PAGE) if begin + PAGE < len(facts) else None
        return ListResourcesResult(resources=listed, next_cursor=cursor)

    async def list_resource_templates(self, _: Any, __: PaginatedRequestParams | None) -> ListResourceTemplatesResult:
        template = ResourceTemplate(uri_template=f"{URI}{{id}}", name="fact", description=words.A_FACT, mime_type=JSON)
        return ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(self, _: Any, params: ReadResourceRequestParams) -> ReadResourceResult:
        uri = str(params.uri)
        try:
            self._tools.count(datetime.now(UTC))
            fact = self._tools.fact(uri.removeprefix(URI) if uri.startswith(URI) else "")
        except RefusedCallError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from None
        return ReadResourceResult(contents=[TextResourceContents(uri=uri, mime_type=JSON, text=_json(fact))])


def _tool(name: str) -> Tool:
    return Tool(
        name=name,
        description=_DESCRIPTIONS[name],
        input_schema=taken(name),
        output_schema=handed_out(name),
        annotations=_ONLY_READS,
    )


def _place(cursor: str | None) -> int:
    """Return the place that a cursor stands for.

    Raises:
        MCPError: it is none that was handed out.
    """
    if cursor is None:
        return 0
    # Eighteen digits fit every integer there is.
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= 18):
        raise MCPError(INVALID_PARAMS, words.NO_CURSOR)
    return int(cursor)


def _said(text: str) -> TextContent:
    return TextContent(type="text", text=text)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
