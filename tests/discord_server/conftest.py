"""The loopback Discord, and a bot over the town's facts."""

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


@pytest.fixture
async def discord_server(description: Description) -> AsyncIterator[DiscordServer]:
    async with DiscordServer(description) as server:
        yield server
    assert server.violations == []
