"""The address of the newsroom's site in the configuration."""

from pathlib import Path

import pytest

from bot.config import Config, waiting_for_start
from bot.config_file import ConfigError, load_config


def read(folder: Path, value: str) -> Config:
    path = folder / "config.yaml"
    path.write_text(f"site_url: {value}\n", encoding="utf-8")
    return load_config(path)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://facts.gazette.example", "https://facts.gazette.example/"),
        ("https://Gazette.Example/What/is-true/", "https://gazette.example/What/is-true/"),
        ("https://gazette.example:8443/~desk/100%25", "https://gazette.example:8443/~desk/100%25/"),
    ],
)
def test_an_address_is_kept_with_a_slash_at_its_end(tmp_path: Path, given: str, kept: str) -> None:
    config = read(tmp_path, given)

    assert config.site_url == kept
    assert waiting_for_start(Config(), config) == ("site_url",)


@pytest.mark.parametrize(
    "given",
    [
        "http://gazette.example", "facts.gazette.example", "https://localhost", "https://", "https:///a", "https://a..example",
        "javascript:alert(1)", "'https://user:secret@gazette.example'", "https://gazette.example/?a=1",
        "'https://gazette.example/#a'", "https://gazette.example/a//b", "'https://gazette.example/a)b'",
        "'https://gazette.example/<b>'", "'https://gazette.example/a b'", "'https://gazette.example/ä'",
        "https://-gazette.example", "[https://gazette.example]", "''",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_site_is_refused_with_the_remedy(tmp_path: Path, given: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, given)

    assert "not the address of a site; write one such as https://facts.news.example/" in str(refused.value)


def test_an_address_that_takes_the_room_of_the_answer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="longer than 100 characters"):
        read(tmp_path, f"https://gazette.example/{'a' * 90}")
