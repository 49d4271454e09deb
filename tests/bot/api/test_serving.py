"""What the API hands out: the bot's own outcomes, the editors' texts, the facts page by page."""

import asyncio

import pytest
from pydantic import SecretStr

from bot.newsroom.newsroom import Newsroom
from bot.store.tables import ASKINGS, REPLIES
from tests.bot.api.support import OTHER_KEY, PAID, SITE, TOLL, Client

NEAR = "how much is the toll on South Bridge"
NOTHING = "who owns the zeppelin"


async def test_an_answer_is_the_editors_text_with_all_that_belongs_to_it(client: Client) -> None:
    reply = await client.ask("why was Lind sacked by Berg")

    assert (reply["outcome"], reply["fact"]) == ("answer", "mayor-dismissed-lind")
    assert (reply["status_in_words"], reply["as_of"]) == ("Disputed", "2024-03-01")
    assert reply["answer"].startswith("Anna Berg dismissed Tom Lind over unpaid harbour dues")
    assert [one["name"] for one in reply["positions"]] == ["Tom Lind"]
    assert [one["url"] for one in reply["citations"]] == ["https://gazette.example/bridge"]


@pytest.mark.parametrize("question", [TOLL, NEAR, NOTHING, "wie hoch ist die Maut auf der Brücke"])
async def test_the_outcome_is_the_one_that_the_bot_gives(client: Client, question: str) -> None:
    outcome = await client.newsroom.by_itself(question)

    reply = await client.ask(question)

    assert reply["outcome"] == type(outcome).__name__.lower()


async def test_what_nobody_can_answer_goes_to_the_editors_and_nobody_is_known_to_have_asked(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "factbot")

    refused, empty = await client.ask(NOTHING), await client.ask("?!")

    page = await client.newsroom.desk.queue.page(1)
    assert [(one.text, one.state) for one in page.questions] == [(NOTHING, "open")]
    assert refused["gone_to_editors"]
    assert not empty["gone_to_editors"]
    assert refused["scope"] == "What I have is about the town."
    async with client.newsroom.desk._store.read() as connection:
        askers = (await connection.scalars(ASKINGS.select().with_only_columns(ASKINGS.c.asker))).all()
    assert askers == [None]
    assert "zeppelin" not in caplog.text


async def test_suggestions_are_offered_and_wait_apart(client: Client) -> None:
    reply = await client.ask(NEAR)

    assert reply["suggestions"][0]["fact"] == "north-bridge-toll"
    assert not reply["gone_to_editors"]
    assert (await client.newsroom.desk.queue.page(1, "suggested")).total == 1


async def test_every_question_is_counted(client: Client) -> None:
    for question in (TOLL, NEAR, NOTHING):
        await client.ask(question)

    await client.newsroom.desk.clerk.settle()
    async with client.newsroom.desk._store.read() as connection:
        replies = (await connection.execute(REPLIES.select().order_by(REPLIES.c.at, REPLIES.c.id))).all()
    assert [(one.outcome, one.fact, one.channel) for one in replies] == [
        ("answer", "north-bridge-toll", None), ("suggestions", None, None), ("abstention", None, None),
    ]  # fmt: skip


async def test_two_questions_of_one_text_get_two_replies(client: Client) -> None:
    reply = await client.ask(f"{TOLL} When did the ferry make its first trip?")

    assert [reply["fact"], *(one["fact"] for one in reply["more"])] == ["north-bridge-toll", "ferry-first-trip"]


async def test_no_question_leans_on_one_that_somebody_else_asked(client: Client) -> None:
    alone = await client.ask("and why?")
    await client.ask("why was Lind sacked by Berg")

    assert (await client.ask("and why?"))["outcome"] == alone["outcome"] != "answer"
    assert client.newsroom._conversations._last == {}


async def test_a_greeting_is_met_with_what_can_be_asked(client: Client) -> None:
    greeting, thanks = await client.ask("hi"), await client.ask("thank you!")

    assert (greeting["outcome"], thanks["outcome"]) == ("small_talk", "small_talk")
    assert "the town" in greeting["reason"]
    assert len(greeting["suggestions"]) == 3
    assert (thanks["reason"], thanks["suggestions"]) == (None, [])
    assert (await client.newsroom.desk.queue.page(1)).total == 0


async def test_the_facts_come_page_by_page(client: Client) -> None:
    pages = [(await client.get(f"/facts?per_page=2&page={page}")).body for page in (1, 2, 3)]

    assert [[fact["id"] for fact in page["facts"]] for page in pages] == [
        ["north-bridge-toll", "ferry-first-trip"], ["mayor-dismissed-lind"], [],
    ]  # fmt: skip
    assert {(page["total"], page["pages"], page["version"]) for page in pages} == {
        (3, 2, client.newsroom.matcher.base.version)
    }
    assert pages[0]["facts"][0]["answer"] == PAID
    assert (await client.get("/facts")).body["facts"] == [fact for page in pages for fact in page["facts"]]


async def test_one_fact_is_found_by_its_id(client: Client) -> None:
    told, gone = await client.get("/facts/ferry-first-trip"), await client.get("/facts/no-such-fact")

    assert (told.status, told.body["question"]) == (200, "When did the ferry make its first trip?")
    assert (gone.status, gone.code) == (404, "not_found")
    assert "'no-such-fact'" in gone.body["error"]["message"]


async def test_without_keys_nothing_is_there_and_a_new_key_is_read_at_a_reload(
    client: Client, newsroom: Newsroom
) -> None:
    config = newsroom.config
    newsroom.config = config.model_copy(update={"api_keys": ()})
    off = [await client.get(path) for path in ("/ask?q=x", "/facts", "/openapi.json", "/")]
    newsroom._read_again = lambda: config.model_copy(update={"api_keys": (SecretStr(OTHER_KEY),)})
    await newsroom.reload(newsroom.live.served.since, "test")

    assert {one.status for one in off} == {404}
    assert (await client.get("/facts")).status == 401
    assert (await client.get("/facts", OTHER_KEY)).status == 200


async def test_each_key_has_a_rate_of_its_own(client: Client, newsroom: Newsroom) -> None:
    newsroom.config = newsroom.config.model_copy(update={"api_keys": (*newsroom.config.api_keys, SecretStr(OTHER_KEY))})
    allowed = await asyncio.gather(*(client.get("/facts?per_page=1") for _ in range(60)))

    too_much = await client.get("/ask?q=hi")

    assert {one.status for one in allowed} == {200}
    assert (too_much.status, too_much.code) == (429, "too_many_requests")
    assert 1 <= int(too_much.headers["Retry-After"]) <= 60
    assert f"in {too_much.headers['Retry-After']} s" in too_much.body["error"]["message"]
    assert (await client.get("/facts", OTHER_KEY)).status == 200
    assert (await client.get("/openapi.json")).status == 200


async def test_a_page_of_the_newsroom_s_own_site_may_read_and_no_other(client: Client) -> None:
    ours = await client.get("/facts", Origin=SITE)
    refused = await client.get("/facts", None, Origin=SITE)
    others = await client.get("/facts", Origin="https://gazette.example.evil")

    allows = [one.headers.get("Access-Control-Allow-Origin") for one in (ours, refused, others)]
    assert allows == [SITE, SITE, None]
    assert {one.headers["Vary"] for one in (ours, refused, others)} == {"Origin"}


async def test_a_browser_may_ask_first(client: Client, newsroom: Newsroom) -> None:
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
    ours = await client.get("/ask", None, "OPTIONS", Origin=SITE, **asked)
    others = await client.get("/ask", None, "OPTIONS", Origin="https://evil.example", **asked)
    newsroom.config = newsroom.config.model_copy(update={"api_origins": ("*",)})
    anybody = await client.get("/ask", None, "OPTIONS", Origin="https://evil.example", **asked)

    assert ours.status == 204
    assert ours.headers["Access-Control-Allow-Headers"] == "Authorization"
    assert (others.status, others.headers.get("Access-Control-Allow-Origin")) == (405, None)
    assert (anybody.status, anybody.headers["Access-Control-Allow-Origin"]) == (204, "*")
