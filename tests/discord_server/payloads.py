"""What Discord sends: users, a server, messages and interactions, with no more in them than the client reads."""

import itertools
import time
from typing import Any

APPLICATION, BOT, OWNER = 100, 101, 102
GUILD, CHANNEL, DIRECT = 200, 201, 202
CHANNELS = (CHANNEL, 211, 212, 213, 214, 215, 216)
FORUM = 221
# All but that of an administrator, for whom no channel has rules of its own.
EVERY_PERMISSION = str((1 << 50) - 1 - (1 << 3))
EPOCH_MS = 1420070400000
_counter = itertools.count()

Payload = dict[str, Any]


def snowflake() -> str:
    """Return a new id of this moment."""
    return str((int(time.time() * 1000) - EPOCH_MS) << 22 | next(_counter) & 0x3FFFFF)


def user(number: int, name: str = "reader", *, bot: bool = False) -> Payload:
    """Return a user."""
    return {"id": str(number), "username": name, "discriminator": "0", "global_name": name, "avatar": None, "bot": bot}


def application() -> Payload:
    """Return the bot's application."""
    return {
        "id": str(APPLICATION), "name": "factbot", "icon": None, "description": "", "summary": "", "bot_public": True,
        "bot_require_code_grant": False, "verify_key": "0" * 64, "flags": 0,
        "owner": user(OWNER, "owner"), "team": None,
    }  # fmt: skip


def guild() -> Payload:
    """Return a server with one channel, as it comes after READY."""
    role = {
        "id": str(GUILD), "name": "@everyone", "color": 0, "hoist": False, "position": 0,
        "permissions": EVERY_PERMISSION, "managed": False, "mentionable": False, "flags": 0,
        "colors": {"primary_color": 0},
    }  # fmt: skip
    return {
        "id": str(GUILD), "name": "Newsroom", "owner_id": str(OWNER), "icon": None, "splash": None, "afk_timeout": 60,
        "afk_channel_id": None, "discovery_splash": None, "verification_level": 0, "default_message_notifications": 0,
        "explicit_content_filter": 0, "roles": [role], "emojis": [], "stickers": [], "features": [], "mfa_level": 0,
        "application_id": None, "system_channel_id": None, "system_channel_flags": 0, "rules_channel_id": None,
        "vanity_url_code": None, "description": None, "banner": None, "premium_tier": 0, "preferred_locale": "en-US",
        "public_updates_channel_id": None, "nsfw_level": 0, "premium_progress_bar_enabled": False, "large": False,
        "joined_at": "2024-01-01T00:00:00+00:00", "unavailable": False, "member_count": 2, "voice_states": [],
        "members": [member(BOT, bot=True)], "channels": [*(channel(number) for number in CHANNELS), forum(FORUM)],
        "threads": [],
        "presences": [],
        "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
    }  # fmt: skip


def direct(user_id: int) -> Payload:
    """Return the channel of the direct messages with somebody."""
    return {"id": str(DIRECT * 10**6 + user_id), "type": 1, "recipients": [user(user_id)], "last_message_id": None}


def listed_guild() -> Payload:
    """Return a server as the list of the bot's servers has it."""
    return {"id": str(GUILD), "name": "Newsroom", "icon": None, "banner": None, "owner": False, "features": [],
            "permissions": EVERY_PERMISSION}  # fmt: skip


def channel(number: int = CHANNEL) -> Payload:
    """Return a channel of the server."""
    return {
        "id": str(number), "guild_id": str(GUILD), "type": 0, "name": f"general-{number}", "position": 0, "topic": None,
        "permission_overwrites": [], "nsfw": False, "last_message_id": None,
        "rate_limit_per_user": 0, "parent_id": None,
    }  # fmt: skip


def forum(number: int) -> Payload:
    """Return a forum of the server."""
    rest: Payload = {
        "available_tags": [],
        "default_reaction_emoji": None,
        "default_sort_order": None,
        "default_forum_layout": 0,
    }
    return channel(number) | {"type": 15, "name": f"forum-{number}", "flags": 0} | rest


def post(number: str, title: str, author: int, forum: int) -> Payload:
    """Return a post of a forum, which is a thread."""
    times = {"archive_timestamp": "2024-01-01T00:00:00+00:00", "create_timestamp": "2024-01-01T00:00:00+00:00"}
    return {
        "id": number, "guild_id": str(GUILD), "parent_id": str(forum), "owner_id": str(author), "type": 11,
        "name": title, "last_message_id": number, "message_count": 0, "member_count": 1, "rate_limit_per_user": 0,
        "flags": 0, "total_message_sent": 0, "applied_tags": [],
        "thread_metadata": {"archived": False, "auto_archive_duration": 1440, "locked": False} | times,
    }  # fmt: skip


def member(number: int, *, roles: tuple[int, ...] = (), bot: bool = False) -> Payload:
    """Return a member of the server."""
    return {
        "user": user(number, bot=bot), "roles": [str(role) for role in roles], "nick": None, "avatar": None, "flags": 0,
        "joined_at": "2024-01-01T00:00:00+00:00", "deaf": False, "mute": False, "permissions": EVERY_PERMISSION,
    }  # fmt: skip


def message(body: Payload, author: int, channel_id: int, *, bot: bool = False) -> Payload:
    """Return a message with a body as it was sent."""
    return {
        "id": snowflake(), "channel_id": str(channel_id), "author": user(author, bot=bot), "tts": False,
        "content": body.get("content") or "", "timestamp": "2024-01-01T00:00:00+00:00", "edited_timestamp": None,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "pinned": False, "type": 0,
        "attachments": body.get("attachments") or [],
        "embeds": body.get("embeds") or [], "components": body.get("components") or [], "flags": body.get("flags") or 0,
    }  # fmt: skip


def command(  # noqa: PLR0913  what it is, who uses it and where
    name: str, options: Payload, author: int, *, direct: bool = False, kind: int = 2, channel: int = CHANNEL
) -> Payload:
    """Return a slash command (``kind`` 2) or its autocomplete (4); ``name`` may hold a group: "facts reload"."""
    listed = [
        {"name": key, "type": 5 if isinstance(value, bool) else 3, "value": value} for key, value in options.items()
    ]
    if kind == 4:
        listed[-1]["focused"] = True
    group, _, sub = name.partition(" ")
    data = {
        "id": "900",
        "name": group,
        "type": 1,
        "options": [{"name": sub, "type": 1, "options": listed}] if sub else listed,
    }
    return _interaction(kind, data, author, direct=direct, place=channel)


def upload(name: str, file: Payload, author: int, *, guild: int = GUILD) -> Payload:
    """Return a subcommand that takes a file, used in one server or another."""
    sent = command(name, {"file": file["id"]}, author)
    sent["data"]["options"][0]["options"][0]["type"] = 11
    sent["data"]["resolved"] = {"attachments": {file["id"]: file}}
    return sent | {"guild_id": str(guild)}


def menu(name: str, target: Payload, author: int) -> Payload:
    """Return a message menu used on a message."""
    data = {"id": "901", "name": name, "type": 3, "target_id": target["id"]}
    return _interaction(2, data | {"resolved": {"messages": {target["id"]: target}}}, author, direct=False)


def click(shown: Payload, custom_id: str, author: int, *, direct: bool = False) -> Payload:
    """Return a click on a button below a message."""
    data = {"custom_id": custom_id, "component_type": 2}
    return _interaction(3, data, author, direct=direct, place=_place_of(shown)) | {"message": shown}


def choose(shown: Payload, custom_id: str, value: str, author: int) -> Payload:
    """Return a choice in a menu below a message."""
    data = {"custom_id": custom_id, "component_type": 3, "values": [value]}
    return _interaction(3, data, author, direct=False, place=_place_of(shown)) | {"message": shown}


def submit(custom_id: str, typed: dict[str, str], author: int) -> Payload:
    """Return a form sent off with what was typed or chosen in its fields."""
    fields = [
        {"type": 18, "id": number, "component": {"type": 4, "id": 50 + number, "custom_id": name, "value": value}}
        for number, (name, value) in enumerate(typed.items(), 1)
    ]
    return _interaction(5, {"custom_id": custom_id, "components": fields}, author, direct=False)


def submit_file(custom_id: str, typed: dict[str, str], file: Payload, author: int) -> Payload:
    """Return a form sent off with what was typed and with a file in its field of that name."""
    sent = submit(custom_id, typed, author)
    field = {"type": 19, "id": 90, "custom_id": "file", "values": [file["id"]]}
    sent["data"]["components"].append({"type": 18, "id": 89, "component": field})
    sent["data"]["resolved"] = {"attachments": {file["id"]: file}}
    return sent


def _place_of(shown: Payload) -> int:
    return int(shown["channel_id"]) if int(shown["channel_id"]) in CHANNELS else CHANNEL


def _interaction(kind: int, data: Payload, author: int, *, direct: bool, place: int = CHANNEL) -> Payload:
    made = {
        "id": snowflake(), "application_id": str(APPLICATION), "type": kind, "data": data,
        "version": 1, "locale": "en-US", "token": f"token-{snowflake()}", "app_permissions": EVERY_PERMISSION,
        "entitlements": [], "attachment_size_limit": 1, "authorizing_integration_owners": {},
    }  # fmt: skip
    if direct:
        where = {"id": str(DIRECT), "type": 1, "recipients": [], "last_message_id": None}
        return made | {"channel": where, "channel_id": str(DIRECT), "user": user(author), "context": 1}
    where = {"guild_id": str(GUILD), "channel": channel(place), "channel_id": str(place), "guild_locale": "en-US"}
    return made | where | {"member": member(author), "context": 0}


def registered(sent: Payload) -> Payload:
    """Return a command as Discord lists it after it was sent."""
    filled = {
        "id": snowflake(),
        "application_id": "100",
        "version": "1",
        "default_member_permissions": None,
        "description": "",
    }
    return filled | {key: value for key, value in sent.items() if value is not None}


def buttons_of(shown: Payload) -> dict[str, str]:
    """Return the ids of a message's buttons by their labels; those that open a page have none."""
    every = [one for row in shown.get("components") or () for one in row.get("components") or ()]
    return {one["label"]: one["custom_id"] for one in every if one.get("label") and one.get("custom_id")}
