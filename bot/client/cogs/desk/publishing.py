"""From a draft to a fact that is served: shown as readers will see it, then published, by as many as have to say yes.

A button stands for a change of a base: where it is another by now, nothing is done, and that is shown instead.
"""

from __future__ import annotations

import re

import discord

from bot.client.bot import Interaction
from bot.client.checks import audit
from bot.client.cogs.desk.announcements import review
from bot.client.cogs.desk.buttons import draft_view, drafts_view
from bot.client.cogs.desk.draft_forms import FILE
from bot.client.cogs.desk.drafts import begun, changed, file_of, hand_back
from bot.client.cogs.desk.typed import Typed
from bot.client.cogs.desk.uploads import file_in, take_in
from bot.client.errors import NoSuchButtonError, number_of
from bot.client.rendering.replies import Showing, render_fact
from bot.client.responses import send_text
from bot.client.sending import DiscordSender
from bot.desk.drafts import Kept
from bot.limits import BUTTONS
from bot.newsroom.noting import named_in_log
from bot.newsroom.publishing import key_of, preview, release
from bot.store.opening import StoreError
from bot.wording import publishing as words
from bot.wording.hidden import goes_out
from knowledge.errors import FactBaseError

_VALUE = re.compile(r"(\d{1,18}):(\d{1,9}):([0-9a-f]+:[0-9a-f]+)")
_BEGINS, _TAKES_A_FILE = ("new", "draft", "edit"), "sides"


async def drafted(interaction: Interaction, action: str, value: str, typed: Typed) -> None:
    """Keep what a form holds, and show what publishing it would do."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    file = file_in(interaction, typed, FILE) if action == _TAKES_A_FILE else None
    first = said = ""
    if action in _BEGINS:
        kept = await begun(interaction, action, value, typed)
    else:
        kept, first = await changed(interaction, action, value, typed)
    if kept and file:
        kept, said = await take_in(interaction, kept, file)
    if kept:
        await _show(interaction, kept, "\n".join(filter(None, (first, said))))


async def look(interaction: Interaction, value: str) -> None:
    """Show a draft as it stands now."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    kept = await interaction.client.newsroom.desk.drafts.get(number_of(value))
    if kept is None:
        await interaction.followup.send(words.NO_DRAFT, ephemeral=True)
        return
    await _show(interaction, kept)


async def list_drafts(interaction: Interaction) -> None:
    """Show the facts that are being written, with a button for each."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    found = await interaction.client.newsroom.desk.drafts.newest(BUTTONS)
    view = drafts_view(found) if found else discord.utils.MISSING
    text = words.drafts_in_words(found) if found else words.NO_DRAFTS
    await send_text(interaction, text, "drafts.txt", view=view)


async def discard(interaction: Interaction, value: str) -> None:
    """Delete a draft, and hand it back as a file."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    kept = await interaction.client.newsroom.desk.drafts.drop(number_of(value))
    if kept is None:
        await interaction.followup.send(words.NO_DRAFT, ephemeral=True)
        return
    audit(interaction, f"deleted draft {kept.number}")
    await hand_back(interaction, kept.draft, words.DELETED)


async def publish_draft(interaction: Interaction, value: str) -> None:
    """Publish what has been shown, or note the first of two yeses to it."""
    asked = _VALUE.fullmatch(value)
    if asked is None:
        raise NoSuchButtonError
    await interaction.response.defer(ephemeral=True, thinking=True)
    newsroom = interaction.client.newsroom
    kept = await newsroom.desk.drafts.get(number_of(asked[1]))
    if kept is None:
        await interaction.followup.send(words.NO_DRAFT, ephemeral=True)
        return
    if kept.revision != int(asked[2]):
        await _show(interaction, kept, words.CHANGED_SINCE)
        return
    await publish_kept(interaction, kept, asked[3])


async def publish_kept(interaction: Interaction, kept: Kept, key: str) -> None:
    """Publish a draft as ``key`` stands for it, or note the first of two yeses; the interaction has been deferred."""
    newsroom = interaction.client.newsroom
    try:
        if newsroom.config.sign_off > 1 and not await _is_second(interaction, kept, key):
            return
        await _publish(interaction, kept, key)
    except FactBaseError as error:
        await _refused(interaction, kept, error)


async def _is_second(interaction: Interaction, kept: Kept, key: str) -> bool:
    """Whether another editor has said yes to just this; if none has, this is the first, who is told so."""
    newsroom, user = interaction.client.newsroom, interaction.user
    drafts = newsroom.desk.drafts
    if await key_of(newsroom, kept.draft, _signers(interaction, kept)) != key:
        await _show(interaction, kept, words.CHANGED_SINCE)
        return False
    if not _is_signed(kept, key) and await drafts.sign(kept, key, user.id, str(user)):
        audit(interaction, f"said yes to draft {kept.number} as the first")
        await interaction.followup.send(words.signed_in_words(kept), ephemeral=True)
        wanted = words.second_wanted(kept, str(user))
        nonce = f"sign-{kept.number}-{kept.revision}"
        await DiscordSender(interaction.client).to_desk(wanted, drafts_view((kept,)), nonce)
        return False
    # Two may press at the same moment: whoever comes second finds the yes of the first.
    now = await drafts.get(kept.number)
    if now is None or now.signature is None or not _is_signed(now, key):
        await interaction.followup.send(words.NO_DRAFT if now is None else words.CHANGED_SINCE, ephemeral=True)
        return False
    if drafts.is_by(now.signature, user.id):
        await interaction.followup.send(words.SIGNED_ALREADY, ephemeral=True)
        return False
    return True


def _is_signed(kept: Kept, key: str) -> bool:
    return kept.signature is not None and kept.signature.key == key


async def _publish(interaction: Interaction, kept: Kept, key: str) -> None:
    newsroom, now = interaction.client.newsroom, interaction.created_at
    current = await newsroom.desk.drafts.get(kept.number) or kept
    is_new, by = newsroom.full.fact(kept.draft.of) is None, _signers(interaction, current, key)
    # A yes that somebody has taken back meanwhile counts no more.
    has_all = len(by) >= newsroom.config.sign_off
    published = await release(newsroom, current.draft, key, by, now) if has_all else None
    if published is None:
        await _show(interaction, current, words.CHANGED_SINCE)
        return
    audit(interaction, f"published {named_in_log(newsroom, published.name)}: {published.change.counted()}")
    text = words.published_in_words(published.fact, is_new=is_new, hidden=goes_out(published.fact, now))
    try:
        await newsroom.desk.drafts.drop(kept.number)
    except StoreError:
        text = f"{text}\n{words.NOT_TAKEN_OUT}"
    await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)

    async def show(text: str, view: discord.ui.View) -> None:
        await interaction.followup.send(text, view=view, ephemeral=True, suppress_embeds=True)

    await review(newsroom, now, show)


def _signers(interaction: Interaction, kept: Kept, key: str = "") -> tuple[str, ...]:
    """Return who stands with the fact if the user of an interaction publishes it."""
    first, signature = str(interaction.user), kept.signature
    drafts, newsroom = interaction.client.newsroom.desk.drafts, interaction.client.newsroom
    counts = newsroom.config.sign_off > 1 and signature and not drafts.is_by(signature, interaction.user.id)
    return (signature.by, first) if signature and counts and key in ("", signature.key) else (first,)


async def _show(interaction: Interaction, kept: Kept, first: str = "") -> None:
    """Show a draft as readers will see it, and what publishing it would do; the interaction has been deferred."""
    newsroom = interaction.client.newsroom
    try:
        found = await preview(newsroom, kept.draft, _signers(interaction, kept))
    except FactBaseError as error:
        await _refused(interaction, kept, error, first)
        return
    file = file_of(interaction, kept.draft)
    if found.changes_nothing:
        text = "\n".join(filter(None, [first, words.NOTHING_TO_PUBLISH]))
        await send_text(interaction, text, "preview.txt", view=draft_view(kept), file=file)
        return
    reply = render_fact(found.publication.fact, found.publication.matcher, Showing(interaction.created_at.date()))
    await interaction.followup.send(reply.text, ephemeral=True, suppress_embeds=True)
    answered = await newsroom.aftermath.answered_by(found.publication.matcher)
    text = words.preview_in_words(found, kept, answered, newsroom.config.sign_off)
    text = "\n".join(filter(None, [first, goes_out(found.publication.fact, interaction.created_at), text]))
    view = draft_view(kept, found.publication.key)
    await send_text(interaction, text, "preview.txt", view=view, file=file)


async def _refused(interaction: Interaction, kept: Kept, error: FactBaseError, first: str = "") -> None:
    audit(interaction, f"draft {kept.number} refused for {len(error.problems)} problems")
    text = "\n".join(filter(None, [first, words.refused_in_words(error)]))
    file = file_of(interaction, kept.draft)
    await send_text(interaction, text, "problems.txt", view=draft_view(kept), file=file)
