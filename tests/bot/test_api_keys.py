"""The keys and origins of the API in the configuration: checked, and shown to nobody."""

from pathlib import Path

import pytest

from bot.config import Config, waiting_for_start
from tests.bot.test_config import complaints, read

KEY = "Zq8-0123456789abcdefghijklmnopqr"


@pytest.mark.parametrize(
    "key", ["short", "x" * 32, "under_score_and_lower_case_letters", "a b" * 20, "schlüssel-" * 4, "Z9" * 101, "'1'"]
)
def test_a_key_that_could_be_guessed_or_not_be_sent_is_refused_unseen(tmp_path: Path, key: str) -> None:
    (told,) = complaints(tmp_path, f"health_port: 8080\napi_keys:\n  - {KEY}\n  - {key}\n")

    assert told.startswith("config.yaml:4: api_keys is no key of 32 letters, digits and signs or more; make one with: ")
    assert key not in told


@pytest.mark.parametrize("keys", ["hunter2", "a:bc", KEY])
def test_keys_that_are_no_list_are_refused_unseen(tmp_path: Path, keys: str) -> None:
    assert complaints(tmp_path, f"health_port: 8080\napi_keys: {keys}\n") == [
        "config.yaml:2: api_keys is no list; write each on a line of its own below api_keys: after '- '"
    ]


def test_keys_need_a_port(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, f"api_keys: [{KEY}]\n")

    what = "api_keys without a health_port, so nobody could reach the API"
    assert told == f"config.yaml:1: {what}; add for instance health_port: 8080"


def test_keys_are_read_and_shown_to_nobody(tmp_path: Path) -> None:
    config = read(tmp_path, f"health_port: 8080\napi_keys: [{KEY}]\napi_origins: ['*', 'https://Gazette.example']\n")

    assert [one.get_secret_value() for one in config.api_keys] == [KEY]
    assert KEY not in repr(config)
    assert config.api_origins == ("*", "https://gazette.example")
    assert waiting_for_start(config, Config()) == ("health_port", "api_origins")


@pytest.mark.parametrize("origin", ["gazette.example", "https://gazette.example/", "https://a.example/path", "null"])
def test_an_origin_is_a_scheme_and_a_host(tmp_path: Path, origin: str) -> None:
    (told,) = complaints(tmp_path, f"api_origins: [{origin}]\n")

    assert "not an origin; write for instance https://news.example, without a path" in told
