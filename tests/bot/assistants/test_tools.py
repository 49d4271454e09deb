"""What the tools take and refuse, called in this process."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.assistants.tools import RefusedCallError, Tools
from bot.config import Config
from knowledge.decision.matcher import Matcher
from knowledge.service.live import LiveBase
from tests.bot.cli.support import PAID, TOLL

NOW = datetime(2024, 3, 2, tzinfo=UTC)
CONFIG = Config(precision=0.8, api_requests_per_minute=2, subject="the town")


@pytest.fixture
def tools(town: Matcher, town_folder: Path) -> Tools:
    return Tools(LiveBase(town_folder, NOW, "start", lambda *_: town), CONFIG)


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {}, "'question' must be a text of 1 to 500 characters."),
        ("ask", {"question": " \n"}, "'question' must be a text"),
        ("ask", {"question": "x" * 501}, "'question' must be a text"),
        ("ask", {"question": 7}, "'question' must be a text"),
        ("ask", {"question": "\ud83d"}, "'question' must be a text"),
        ("ask", {"question": "x", "precision": 0}, "This tool takes nothing but: question."),
        ("fact", {"id": "<b>"}, "There is no fact with that id"),
        ("fact", {"id": "x" * 81}, "'id' must be a text of 1 to 80 characters."),
        ("facts", {"page": 0}, "'page' is not a whole number from 1 on."),
        ("facts", {"per_page": 101}, "'per_page' is not a whole number from 1 to 100."),
        ("facts", {"page": "9" * 30}, "'page' is not a whole number from 1 on."),
        ("facts", {"page": True}, "'page' is not a whole number from 1 on."),
        ("sources", {"page": None}, "'page' is not a whole number from 1 on."),
        ("nothing", {}, "There is no such tool. Use one of: ask, fact, facts, sources."),
        ("__class__", {}, "There is no such tool."),
    ],
)
async def test_what_a_tool_does_not_take_is_refused_with_what_it_takes(
    tool: str, arguments: dict[str, Any], said: str, tools: Tools
) -> None:
    with pytest.raises(RefusedCallError) as refusal:
        await tools.call(tool, arguments, NOW)

    assert str(refusal.value).startswith(said)


async def test_more_than_the_configuration_allows_in_a_minute_waits(tools: Tools) -> None:
    for _ in range(CONFIG.api_requests_per_minute):
        assert (await tools.call("ask", {"question": TOLL}, NOW))["answer"] == PAID
    with pytest.raises(RefusedCallError, match=r"Too many calls in a minute. Try again in 50 s\."):
        await tools.call("facts", {}, NOW + timedelta(seconds=10))

    assert (await tools.call("facts", {}, NOW + timedelta(seconds=60)))["total"] == len(tools.matcher.base.facts)


async def test_a_page_behind_the_last_one_is_empty(tools: Tools) -> None:
    reply = await tools.call("facts", {"page": 10**9}, NOW)

    assert (reply["facts"], reply["total"], reply["pages"]) == ([], 3, 1)


async def test_several_questions_in_one_text_each_have_their_reply(tools: Tools) -> None:
    reply = await tools.call("ask", {"question": f"{TOLL} When did the ferry make its first trip?"}, NOW)

    assert [one["fact"] for one in (reply, *reply["more"])] == ["north-bridge-toll", "ferry-first-trip"]


async def test_no_question_leans_on_the_one_before(tools: Tools) -> None:
    await tools.call("ask", {"question": TOLL}, NOW)

    assert (await tools.call("ask", {"question": "since when?"}, NOW))["outcome"] != "answer"


async def test_who_asks_for_what_is_not_there_is_told_what_is(tools: Tools) -> None:
    reply = await tools.call("ask", {"question": "who owns the zeppelin"}, NOW)

    assert (reply["outcome"], reply["scope"]) == ("abstention", "What I have is about the town.")
    assert (reply["answer"], reply["gone_to_editors"]) == (None, False)
