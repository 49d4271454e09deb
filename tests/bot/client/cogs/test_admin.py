from datetime import timedelta
from pathlib import Path

import discord
import pytest
import simcord
from discord import app_commands

from bot.newsroom.newsroom import Newsroom
from tests.bot.client.conftest import ADMIN_ROLE
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)

REFUSAL = "Only the admins of this fact base may do that."
COMMANDS = ("reload", "check", "rollback", "status")


@pytest.fixture
def channel(simcord_env: simcord.Env) -> simcord.ChannelHandle:
    return simcord_env.create_guild().create_text_channel("desk")


@pytest.fixture
def admin(simcord_env: simcord.Env, channel: simcord.ChannelHandle, newsroom: Newsroom) -> simcord.MemberActor:
    role = simcord_env.guild.create_role("Editors")
    newsroom.config = newsroom.config.model_copy(update={"admin_roles": (role.id, ADMIN_ROLE)})
    server_admin = simcord_env.guild.create_role("See all", permissions=all_permissions())
    return simcord_env.guild.add_member(simcord_env.create_user("ed"), roles=[role, server_admin])


@pytest.fixture
def stranger(simcord_env: simcord.Env, channel: simcord.ChannelHandle) -> simcord.MemberActor:
    """An admin of the server, to whom the newsroom has given nothing."""
    everything = simcord_env.guild.create_role("Owners", permissions=all_permissions())
    return simcord_env.guild.add_member(simcord_env.create_user("mallory"), roles=[everything])


def all_permissions() -> discord.Permissions:
    return discord.Permissions.all()


def last_of(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    (message,) = [*([result.response] if result.response else []), *result.followups]
    return message


async def test_reload_names_what_changed_by_question(
    admin: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")

    result = await admin.slash(channel, "facts reload")

    assert "Changed:\n- How much is the toll on North Bridge?" in text_of(result)


async def test_reload_of_a_broken_base_shows_problems_and_keeps_serving(
    admin: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path, newsroom: Newsroom
) -> None:
    (base_folder / "facts.yaml").write_text("facts:\n  - id: broken\n    awnser: what\n", "utf-8")
    before = newsroom.matcher

    result = await admin.slash(channel, "facts reload")

    assert "base/facts.yaml:3: unknown key 'awnser'; did you mean 'answer'?" in text_of(result)
    assert newsroom.matcher is before


async def test_rollback_serves_the_facts_of_before(
    admin: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path, newsroom: Newsroom
) -> None:
    version = newsroom.matcher.base.version
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")
    await admin.slash(channel, "facts reload")

    result = await admin.slash(channel, "facts rollback")

    assert "Back to the facts of before." in text_of(result)
    assert newsroom.matcher.base.version == version


async def test_why_shows_candidates_and_blocks(admin: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await admin.slash(channel, "facts why", question="how much is the toll on south bridge")

    assert "`north-bridge-toll`" in text_of(result)
    assert "blocked by name South Bridge" in text_of(result)


async def test_check_changes_nothing(
    admin: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path, newsroom: Newsroom
) -> None:
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")
    before = newsroom.matcher

    result = await admin.slash(channel, "facts check")

    assert "A reload would do this." in text_of(result)
    assert newsroom.matcher is before


@pytest.mark.parametrize("command", COMMANDS)
async def test_server_admin_without_a_place_in_the_configuration_is_refused(
    simcord_env: simcord.Env,
    stranger: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    command: str,
) -> None:
    before = newsroom.live.served

    result = await stranger.slash(channel, f"facts {command}")

    simcord.assert_error(simcord_env, app_commands.CheckFailure)
    assert text_of(result) == REFUSAL
    assert newsroom.live.served is before


@pytest.fixture
def changed(base_folder: Path, newsroom: Newsroom) -> None:
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")


async def test_stranger_may_not_ask_why(
    simcord_env: simcord.Env, stranger: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await stranger.slash(channel, "facts why", question="how much is the toll")

    simcord.assert_error(simcord_env, app_commands.CheckFailure)
    assert text_of(result) == REFUSAL


@pytest.mark.parametrize("command", COMMANDS)
async def test_admin_of_another_server_is_refused(
    simcord_env: simcord.Env, admin: simcord.MemberActor, newsroom: Newsroom, command: str
) -> None:
    elsewhere = simcord_env.create_guild("Elsewhere")
    room = elsewhere.create_text_channel("room")
    # The role has the same name there, and another id.
    role = elsewhere.create_role("Editors", permissions=all_permissions())
    other = elsewhere.add_member(simcord_env.create_user("otto"), roles=[role])
    before = newsroom.live.served

    result = await other.slash(room, f"facts {command}")

    simcord.assert_error(simcord_env, app_commands.CheckFailure)
    assert text_of(result) == REFUSAL
    assert newsroom.live.served is before


async def test_editor_by_role_is_nobody_in_a_direct_message(
    simcord_env: simcord.Env, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    user = simcord_env.create_user("ed")
    role = simcord_env.guild.create_role("Editors")
    newsroom.config = newsroom.config.model_copy(update={"admin_roles": (role.id,)})
    simcord_env.guild.add_member(user, roles=[role])
    before = newsroom.live.served

    result = await user.slash("facts reload")

    simcord.assert_error(simcord_env, app_commands.CheckFailure)
    assert text_of(result) == REFUSAL
    assert newsroom.live.served is before


@pytest.mark.usefixtures("changed")
async def test_check_offers_a_reload_and_a_reload_the_way_back(
    admin: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    version = newsroom.matcher.base.version
    checked = await admin.slash(channel, "facts check")

    reloaded = await admin.click(last_of(checked), label="Reload now")
    assert "Now serving." in text_of(reloaded)
    assert newsroom.matcher.base.version != version

    back = await admin.click(last_of(reloaded), label="Take it back")
    assert "Back to the facts of before." in text_of(back)
    assert newsroom.matcher.base.version == version


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("label", ["Reload now", "Take it back"])
async def test_former_editor_s_old_button_is_refused(
    admin: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, label: str
) -> None:
    command = "facts check" if label == "Reload now" else "facts reload"
    shown = last_of(await admin.slash(channel, command))
    newsroom.config = newsroom.config.model_copy(update={"admin_roles": (ADMIN_ROLE,)})
    before = newsroom.live.served

    result = await admin.click(shown, label=label)

    assert text_of(result) == REFUSAL
    assert newsroom.live.served is before


async def test_every_admin_action_is_one_audit_line(
    admin: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("INFO", logger="factbot"):
        await admin.slash(channel, "facts status")
        await admin.slash(channel, "facts reload")

    mark = newsroom.desk.mark(admin.id)
    lines = [message.split(" in guild")[0] for message in caplog.messages if message.startswith("audit:")]
    assert str(admin.id) not in caplog.text
    assert lines == [
        f"audit: facts status, by ed (person {mark})",
        f"audit: reload: 0 added, 0 changed, 0 removed, by ed (person {mark})",
    ]


async def test_problems_too_long_for_a_message_come_as_a_file(
    admin: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    lines = "\n".join(f"  - {{id: fact-{number}, awnser: what}}" for number in range(40))
    (base_folder / "facts.yaml").write_text(f"facts:\n{lines}\n", "utf-8")

    result = await admin.slash(channel, "facts reload")

    message = last_of(result)
    assert message.content.startswith("Nothing was changed; the facts of before go on being served.\n")
    assert "\n  base/facts.yaml:2: " in message.content
    assert message.content.endswith("(all of it attached)")
    assert len(message.message.attachments) == 1


async def test_status_tells_what_is_served(
    admin: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    result = await admin.slash(channel, "facts status")

    assert f"3 facts from 1 source, version {newsroom.matcher.base.version}, loaded 2024-03-02 00:00 UTC by start." in (
        text_of(result)
    )


@pytest.mark.parametrize(
    ("since", "is_told"),
    [pytest.param(timedelta(minutes=2), True, id="lasting"), pytest.param(timedelta(0), False, id="new")],
)
async def test_status_names_the_version_on_the_disk_once_it_has_differed_for_more_than_a_minute(  # noqa: PLR0913  its fixtures
    admin: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    base_folder: Path,
    newsroom: Newsroom,
    since: timedelta,
    *,
    is_told: bool,
) -> None:
    (base_folder / "more.yaml").write_text("synonyms: [[boat, ferry]]\n", "utf-8")
    on_disk = newsroom.drift.look(discord.utils.utcnow() - since)

    result = await admin.slash(channel, "facts status")

    assert on_disk != newsroom.matcher.base.version
    assert (on_disk in text_of(result)) is is_told
