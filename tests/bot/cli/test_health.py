"""Asking a bot how it is, over real sockets."""

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

import pytest

from bot.cli.health import ask_health
from bot.config import Config

WELL = {"connected": True, "store": True, "version": "0123456789ab"}


@contextmanager
def page(body: bytes) -> Iterator[int]:
    """Serve a page and yield its port."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(HTTPStatus.OK)
            self.end_headers()
            self.wfile.write(body)

        log_message: Callable[..., None] = lambda *_: None

    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield int(server.server_address[1])
        server.shutdown()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (WELL, (True, "well, version 0123456789ab")),
        (WELL | {"store": False}, (False, "the store can't be used; its log says why")),
        (WELL | {"connected": False}, (False, "not connected to Discord; its log says why")),
    ],
)
def test_it_says_how_the_bot_is(told: dict[str, object], expected: tuple[bool, str]) -> None:
    with page(json.dumps(told).encode()) as port:
        assert ask_health(Config(health_port=port, health_host="0.0.0.0")) == expected  # noqa: S104


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b""])
def test_another_program_at_the_port_is_no_bot(body: bytes) -> None:
    with page(body) as port:
        is_well, words = ask_health(Config(health_port=port))

    assert not is_well
    assert words.startswith(f"no bot answers at 127.0.0.1 port {port}; ")


def test_nobody_at_the_port_is_no_bot(unused_tcp_port: int) -> None:
    assert ask_health(Config(health_port=unused_tcp_port))[0] is False


def test_without_a_port_it_says_what_to_write() -> None:
    assert ask_health(Config()) == (
        False,
        "health_port is not set, so a running bot can't be asked; write for instance health_port: 8080",
    )
