"""The loopback Discord, and a bot over the town's facts."""

from collections import Counter
from collections.abc import AsyncIterator

import pytest

from tests.discord_server.description import Description, place_of_description
from tests.discord_server.server import DiscordServer

MISSING = "Discord's official description is not here: set DISCORD_OPENAPI to its openapi.json to run the wire tests"


@pytest.fixture(scope="session")
def description() -> Description:
    place = place_of_description()
    if place is None:
        pytest.skip(MISSING)
    return Description.read(place)


@pytest.fixture(autouse=True)
def _one_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every bot find the town's matcher where the first has left it: to build it takes longer than most tests."""
    monkeypatch.setenv("FACTBOT_TEST_CACHE", str(tmp_path_factory.getbasetemp() / "matchers"))


@pytest.fixture
def own_cache(_one_cache: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bots of a test build what they serve, in a cache in their own folder."""
    monkeypatch.delenv("FACTBOT_TEST_CACHE")


ROUTES = pytest.StashKey[Counter[str]]()


@pytest.fixture
async def discord_server(description: Description, pytestconfig: pytest.Config) -> AsyncIterator[DiscordServer]:
    async with DiscordServer(description) as server:
        yield server
    pytestconfig.stash.setdefault(ROUTES, Counter()).update(server.requests)
    assert server.violations == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print how often each route was asked for, every request judged."""
    for route, count in config.stash.get(ROUTES, Counter()).most_common():
        terminalreporter.write_line(f"loopback Discord: {count:4} {route}")
