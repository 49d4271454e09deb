"""What the desk's buttons do, by the action in their ids, and which forms it takes in."""

from __future__ import annotations

import re

from bot.client.bot import Action, Interaction
from bot.client.checks import audit
from bot.client.cogs.desk.buttons import queue_view
from bot.client.cogs.desk.corrections import correct, leave, open_withdrawal
from bot.client.cogs.desk.drafts import (
    open_access,
    open_details,
    open_edit,
    open_from_queue,
    open_sides,
    open_source,
    open_text,
)
from bot.client.cogs.desk.due import still_true, turn_page
from bot.client.cogs.desk.exchange import publish_shown
from bot.client.cogs.desk.forms import open_dismissal
from bot.client.cogs.desk.publishing import discard, look, publish_draft
from bot.client.cogs.desk.teaching import confirm, drop, offer_facts, teach_chosen, undo
from bot.client.errors import NoSuchButtonError, number_of
from bot.wording import desk as words

_NUMBER = r"\d{1,18}"
_VALUES = {
    "draft": _NUMBER, "dismiss": _NUMBER, "withdraw": "[0-9a-f]{16}", "new": "0", "edit": r"[a-z0-9-]{1,80}",
    "text": rf"{_NUMBER}:\d{{1,9}}", "details": rf"{_NUMBER}:\d{{1,9}}",
    "sides": rf"{_NUMBER}:\d{{1,9}}", "access": rf"{_NUMBER}:\d{{1,9}}", "source": rf"{_NUMBER}:\d{{1,9}}:\d",
}  # fmt: skip
# Of a form its name and what it is about.
FORM = re.compile(rf"deskform:(?={'|'.join(f'{name}:{value}$' for name, value in _VALUES.items())})([a-z]+):(.+)")


async def _turn_page(interaction: Interaction, value: str) -> None:
    state, _, number = value.partition(":")
    if state not in (*words.QUEUE_STATES, "due"):
        raise NoSuchButtonError
    await interaction.response.defer()
    if state == "due":
        await turn_page(interaction, number_of(number))
        return
    page = await interaction.client.newsroom.desk.queue.page(number_of(number), state)
    await interaction.edit_original_response(content=words.page_in_words(page, state), view=queue_view(page, state))


async def _reopen(interaction: Interaction, value: str) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    waiting = await interaction.client.newsroom.desk.queue.reopen(number_of(value))
    audit(interaction, f"reopened question {value}" if waiting else f"reopen of {value}: it waits already or is gone")
    text = words.reopened_in_words(waiting) if waiting else words.NOT_DISMISSED
    await interaction.followup.send(text, ephemeral=True)


ACTIONS: dict[str, Action] = {
    "page": _turn_page,
    "teach": offer_facts,
    "choose": teach_chosen,
    "confirm": confirm,
    "drop": drop,
    "undo": undo,
    "draft": open_from_queue,
    "dismiss": open_dismissal,
    "reopen": _reopen,
    "correct": correct,
    "leave": leave,
    "withdraw": open_withdrawal,
    "publish": publish_shown,
    "still": still_true,
    "edit": open_edit,
    "look": look,
    "rewrite": open_text,
    "details": open_details,
    "sides": open_sides,
    "access": open_access,
    "source": open_source,
    "release": publish_draft,
    "discard": discard,
}
