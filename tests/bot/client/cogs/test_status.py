"""What ``/facts status`` says would help most."""

from pathlib import Path

import discord
import pytest
import simcord

from bot.newsroom.newsroom import Newsroom
from tests.bot.client.support import text_of
from tests.conftest import WriteBase
from tests.knowledge.service.bases import FIVE, base

pytestmark = pytest.mark.simcord(shard_count=1)


@pytest.fixture
def base_folder(write_base: WriteBase) -> Path:
    return write_base(all=base(*FIVE))


async def test_status_names_at_most_three_facts_by_their_questions_the_weakest_first(
    simcord_env: simcord.Env, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    role = simcord_env.guild.create_role("Admins", permissions=discord.Permissions.all())
    admin = simcord_env.guild.add_member(simcord_env.create_user("ada"), roles=[role])
    newsroom.config = newsroom.config.model_copy(update={"admin_roles": (role.id,)})

    told = text_of(await admin.slash(channel, "facts status"))

    (line,) = (line for line in told.splitlines() if "would help most" in line)
    assert line.startswith(
        "Another wording or a name would help most here: “Why were the works at the harbour stopped?” (harbour-works), "
        "“Why were the works at the school stopped?” (school-works), “"
    )
    assert line.endswith("); /desk wording may propose some.")
    assert line.count("?”") == 3
