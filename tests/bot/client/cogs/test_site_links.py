"""With a site the titles of replies lead to the pages of their facts."""

import pytest
import simcord

from bot.config import Config
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.support import TOLL

LINKED = "**[How much is the toll on North Bridge?](<https://facts.gazette.example/facts/north-bridge-toll.html>)**"
pytestmark = pytest.mark.simcord(shard_count=1)


@pytest.fixture
def config() -> Config:
    return Config(questions_per_minute=100, precision=0.8, site_url="https://facts.gazette.example/")


async def test_the_title_of_an_answer_leads_to_its_page(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    asked = await alice.slash(channel, "ask", question=TOLL)
    shown = await alice.slash(channel, "fact", question="north-bridge-toll")

    assert asked.response is not None
    assert shown.response is not None
    assert asked.response.content.splitlines()[:2] == [f"> {TOLL}", LINKED]
    assert shown.response.content.splitlines()[0] == LINKED


async def test_what_is_picked_leads_there_too(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    offered = await alice.slash(channel, "ask", question="how much is the toll on south bridge")
    assert offered.response is not None
    picked = await alice.click(offered.response, label="1")

    assert picked.response is not None
    assert LINKED in picked.response.content
