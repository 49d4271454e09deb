"""How the tests draft facts: forms opened, filled in and sent off."""

from typing import Any

import simcord
from simcord import InteractionResult as Result
from simcord import ResponseMessage as Message

from tests.bot.client.cogs.desk.support import TOLL

UPLOAD = 19  # Discord's number for a field that takes files; what was in it before doesn't stand there
ASKED = "Who painted the lighthouse?"
PAINTED = {
    "question": ASKED,
    "answer": "Nobody: it is bare stone.",
    "status": ["confirmed"],
    "source": "Herald; The bare lighthouse; 2024-03-02; https://herald.example/bare",
}


def prefilled(form: Result) -> dict[str, Any]:
    """Return what stands in a form as it opens."""
    rows = [row["component"] for row in (form.modal or {})["components"]]
    fields = [field for field in rows if field["type"] != UPLOAD]
    return {
        field["custom_id"]: field.get("value") or ""
        if "options" not in field
        else [option["value"] for option in field["options"] if option.get("default")]
        for field in fields
    }


def last_two(result: Result) -> list[Message]:
    """Return the last two messages."""
    return [*([result.response] if result.response else []), *result.followups][-2:]


def both(result: Result) -> list[str]:
    """Return what the last two messages say: the reply as readers will see it, and what is said of it."""
    return [message.content for message in last_two(result)]


async def mended(editor: simcord.MemberActor, shown: Message, label: str, **typed: object) -> Result:
    """Open the form below a preview, change some of it, and send it off."""
    form = await editor.click(shown, label=label)
    return await editor.submit_modal(form, prefilled(form) | typed)


async def drafted(editor: simcord.MemberActor, channel: simcord.ChannelHandle, **typed: object) -> Result:
    form = await editor.slash(channel, "desk new")
    return await editor.submit_modal(form, PAINTED | typed)


async def edited(editor: simcord.MemberActor, channel: simcord.ChannelHandle, **typed: object) -> Result:
    form = await editor.slash(channel, "desk edit", fact=TOLL)
    return await editor.submit_modal(form, prefilled(form) | typed)
