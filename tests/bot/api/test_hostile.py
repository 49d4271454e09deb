"""Requests that nobody should send: each is refused in JSON, says what to do, and leaves no trace."""

import pytest

from bot.store.tables import REPLIES
from tests.bot.api.support import KEY, OTHER_KEY, TOLL, Client

AUTHORISED = f"Authorization: Bearer {KEY}\r\n"


@pytest.fixture(params=["sqlite"])
def either_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a store that is a file: what is refused never gets as far."""
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'factbot.sqlite'}"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="none"),
        pytest.param({"Authorization": ""}, id="empty"),
        pytest.param({"Authorization": "Bearer"}, id="no-key"),
        pytest.param({"Authorization": "Bearer "}, id="blank"),
        pytest.param({"Authorization": f"Bearer {OTHER_KEY}"}, id="wrong"),
        pytest.param({"Authorization": f"Bearer {KEY[:-1]}"}, id="cut"),
        pytest.param({"Authorization": f"Bearer {KEY}x"}, id="longer"),
        pytest.param({"Authorization": f"Bearer {KEY.lower()}"}, id="other-case"),
        pytest.param({"Authorization": KEY}, id="without-bearer"),
        pytest.param({"Authorization": f"Basic {KEY}"}, id="basic"),
        pytest.param({"Authorization": "Bearer schlüssel-ö"}, id="not-ascii"),
        pytest.param({"X-API-Key": KEY}, id="other-header"),
        pytest.param({"Cookie": f"key={KEY}"}, id="cookie"),
    ],
)
async def test_without_the_key_in_its_header_nothing_is_read(client: Client, headers: dict[str, str]) -> None:
    for path in ("/ask?q=%FF", f"/ask?q=hi&key={KEY}", "/facts", f"/facts/north-bridge-toll?api_key={KEY}"):
        told = await client.get(path, None, **headers)

        assert (told.status, told.code) == (401, "unauthorized")
        assert told.headers["WWW-Authenticate"] == "Bearer"
        assert "'Authorization: Bearer KEY', not in the address" in told.body["error"]["message"]
        assert KEY not in str(told)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/ask", "Ask with ?q="),
        ("/ask?q=", "Ask with ?q="),
        ("/ask?q=%20%0A", "Ask with ?q="),
        ("/ask?question=x", "Unknown parameters: 'question'. Only q"),
        ("/ask?q=x&%3Cscript%3E=1", "Unknown parameters: '<script>'"),
        ("/ask?q=a&q=b", "'q' was given more than once"),
        ("/ask?q=%FF", "not UTF-8"),
        ("/ask?q=%C3%28", "not UTF-8"),
        ("/ask?q=%ED%A0%80", "not UTF-8"),
        ("/ask?%FF=x", "not UTF-8"),
        (f"/ask?q={'x' * 501}", "longer than 500 characters"),
        ("/ask?q=x" + "&a=1" * 50, "not UTF-8"),
        ("/facts?page=0", "'page' is not a whole number from 1 on"),
        ("/facts?page=-1", "'page' is not"),
        ("/facts?page=", "'page' is not"),
        ("/facts?page=1.5", "'page' is not"),
        ("/facts?page=%D9%A1", "'page' is not"),
        (f"/facts?page={'9' * 400}", "'page' is not"),
        ("/facts?per_page=101", "'per_page' is not a whole number from 1 to 100"),
        ("/facts?size=3", "Unknown parameters: 'size'. Only page, per_page"),
        ("/facts/north-bridge-toll?x=1", "Unknown parameters: 'x'. None"),
    ],
)
async def test_a_parameter_that_is_wrong_is_named_with_its_remedy(client: Client, path: str, says: str) -> None:
    told = await client.get(path)

    assert (told.status, told.code) == (400, "bad_request")
    assert says in told.body["error"]["message"]


@pytest.mark.parametrize("path", ["", "/", "/nothing", "/ask/", "/ask/x", "/facts/", "/facts/a/b", "/../x", "//ask"])
async def test_there_is_nothing_at_other_paths(client: Client, path: str) -> None:
    told = await client.get(path)

    assert (told.status, told.code) == (404, "not_found")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"])
async def test_only_get_works(client: Client, method: str) -> None:
    for path in ("/ask?q=x", "/facts", "/facts/x", "/openapi.json"):
        told = await client.get(path, method=method)

        assert (told.status, told.headers["Allow"]) == (405, "GET")


@pytest.mark.parametrize(
    "question",
    ["\x00", "a\x00b", "\u202egnorw", "x" * 500, "🦆" * 500, "<script>alert(1)</script>", "' OR 1=1 --", "(" * 400],
)
async def test_odd_questions_are_questions(client: Client, question: str) -> None:
    reply = await client.ask(question)

    assert reply["outcome"] in ("suggestions", "abstention", "small_talk")
    assert reply["question"] == question


@pytest.mark.parametrize(
    "request_line",
    [
        pytest.param(b"GET /v1/ask?q=" + b"x" * 20_000 + b" HTTP/1.1", id="oversize"),
        pytest.param(b"GET /v1/ask?q=\xff\xfe HTTP/1.1", id="raw-bytes"),
        pytest.param(b"GET /v1/ask?q=a b HTTP/1.1", id="space"),
        pytest.param(b"BREW /v1/ask?q=x HTTP/1.1", id="method"),
        pytest.param(b"G\x00T /v1/ask?q=x HTTP/1.1", id="nul"),
        pytest.param(b"GET /v1/ask?q=x HTTP/9.9", id="version"),
    ],
)
async def test_what_is_no_request_ends_there_and_the_next_is_answered(
    client: Client, request_line: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    told = await client.send(request_line + f"\r\nHost: x\r\nConnection: close\r\n{AUTHORISED}\r\n".encode())

    assert told.split(maxsplit=2)[1] in (b"400", b"414", b"505")
    assert b"Traceback" not in told
    assert "xxxx" not in caplog.text
    assert (await client.ask(TOLL))["fact"] == "north-bridge-toll"


async def test_a_header_that_never_ends_is_cut_off_and_stands_in_no_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    told = await client.send(b"GET /v1/ask?q=x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + b"k" * 100_000)

    assert told.split(maxsplit=2)[1] == b"400"
    assert "kkkk" not in caplog.text
    assert (await client.ask(TOLL))["outcome"] == "answer"


async def test_a_body_is_not_read(client: Client) -> None:
    head = f"GET /v1/facts HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{AUTHORISED}Content-Length: 5000000\r\n\r\n"

    told = await client.send(head.encode() + b"x" * 1_000_000)

    assert told.startswith(b"HTTP/1.1 200")


async def test_what_was_refused_is_not_counted_as_asked(client: Client) -> None:
    for path in ("/ask", "/ask?q=%FF", "/nothing"):
        await client.get(path)
    await client.get("/ask?q=x", None)

    await client.newsroom.desk.clerk.settle()
    async with client.newsroom.desk._store.read() as connection:
        assert (await connection.execute(REPLIES.select())).all() == []


async def test_a_fault_of_ours_tells_nothing_but_that_there_is_one(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("postgresql://user:secret@db")

    monkeypatch.setattr(client.newsroom, "decide_apart", broken)

    told = await client.get("/ask?q=who")

    assert (told.status, told.code) == (500, "internal_server_error")
    assert "secret" not in str(told.body)
    assert "a request to the API failed" in caplog.text
