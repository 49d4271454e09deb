"""Editors and readers, over a desk in either kind of store."""

import discord
import pytest
import simcord

from bot.newsroom.newsroom import Newsroom


@pytest.fixture
def store(either_store: str) -> str:
    return either_store


@pytest.fixture
def editor(simcord_env: simcord.Env, channel: simcord.ChannelHandle, newsroom: Newsroom) -> simcord.MemberActor:
    role = simcord_env.guild.create_role("Desk")
    newsroom.config = newsroom.config.model_copy(update={"editor_roles": (role.id,)})
    everything = simcord_env.guild.create_role("All", permissions=discord.Permissions.all())
    return simcord_env.guild.add_member(simcord_env.create_user("ed"), roles=[role, everything])


@pytest.fixture
def alice(simcord_env: simcord.Env, channel: simcord.ChannelHandle) -> simcord.MemberActor:
    everything = simcord_env.guild.create_role("Owners", permissions=discord.Permissions.all())
    return simcord_env.guild.add_member(simcord_env.create_user("alice"), roles=[everything])


@pytest.fixture
def other(simcord_env: simcord.Env, editor: simcord.MemberActor, newsroom: Newsroom) -> simcord.MemberActor:
    """Return a second editor, in a newsroom that wants two."""
    role = simcord_env.guild.create_role("Desk 2")
    everything = simcord_env.guild.create_role("All 2", permissions=discord.Permissions.all())
    roles = (*newsroom.config.editor_roles, role.id)
    newsroom.config = newsroom.config.model_copy(update={"sign_off": 2, "editor_roles": roles})
    return simcord_env.guild.add_member(simcord_env.create_user("eva"), roles=[role, everything])
