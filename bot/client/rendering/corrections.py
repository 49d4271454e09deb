"""A published reply put right: the old answer struck out, the new one, what was corrected, and when."""

from dataclasses import replace

from bot.client.rendering.replies import Reply, render_fact
from bot.desk.deliveries import Changed
from bot.limits import EMBEDS, FIELD_VALUE, MESSAGE
from bot.text import shortened
from bot.wording.corrections import (
    CHANGED,
    CHANGED_STATUS,
    EARLIER,
    EARLIER_STATUS,
    TOLD_OF_CHANGE,
    changed_on,
    correction_note,
    now_in_words,
)
from bot.wording.statuses import look_of
from knowledge.decision.matcher import Matcher

# A hundred characters are left for the marks that strike the old answer out.
EMBED_TOTAL = EMBEDS - 100
# So many characters of the old answer are always shown, however long the new one is.
LEAST_SHOWN = 120
# What the marks of ten struck lines take; an answer of more lines is cut a little more.
MARKS = len("~~~~") * 10
# Characters of a note below a corrected reply: half a message, for the reply itself is right above it.
LONGEST_NOTE = MESSAGE // 2


def render_corrected(changed: Changed, matcher: Matcher, asked: str) -> Reply:
    """Return the reply that takes the place of an earlier one to ``asked`` (as that showed it, quotes included)."""
    reply = render_fact(changed.fact, matcher)
    embed = reply.embed
    earlier, words = (EARLIER_STATUS, CHANGED_STATUS) if _is_of_status(changed) else (EARLIER, CHANGED)
    if asked:
        embed.set_author(name=asked)
    # Corrections that the editors wrote are in the reply; where they wrote none it still says that it changed.
    if not _new_corrections(changed):
        embed.add_field(name=changed_on(changed.on), value=words, inline=False)
    room = max(min(EMBED_TOTAL - len(embed), FIELD_VALUE) - len(earlier), LEAST_SHOWN)
    embed.add_field(name=earlier, value=_struck(changed, room), inline=False)
    first = f"> {asked.strip('“”')}\n" if asked else ""
    note = "" if _new_corrections(changed) else f"*{changed_on(changed.on)}:* {words}\n"
    half = (MESSAGE - len(first) - len(note) - len(earlier) - len(": \n")) // 2
    text = f"{first}{shortened(reply.text, half)}\n{note}{earlier}: {_struck(changed, half)}"
    return replace(reply, text=text, is_text_cut=reply.is_text_cut or len(reply.text) > half)


def render_change(changed: Changed, matcher: Matcher) -> Reply:
    """Return what somebody is told who asked to be told of a change."""
    reply = render_corrected(changed, matcher, "")
    return replace(reply, text=TOLD_OF_CHANGE)


def note_in_words(changed: Changed) -> str:
    """Return the note below a corrected reply."""
    new = _new_corrections(changed)
    now = now_in_words(look_of(changed.fact.status).words) if _is_of_status(changed) else changed.fact.answer
    what = new[-1] if new else now
    return shortened(correction_note(changed.fact.question, what), LONGEST_NOTE)


def _is_of_status(changed: Changed) -> bool:
    return changed.old.answer == changed.fact.answer and changed.old.status != changed.fact.status


def _new_corrections(changed: Changed) -> list[str]:
    known = set(changed.old.corrections)
    return [one.note for one in changed.fact.corrections if (one.on.isoformat(), one.note) not in known]


def _struck(changed: Changed, room: int) -> str:
    """Return the old answer, or the old status where only that has changed, struck out line by line."""
    before = _before(changed)
    lines = [line.replace("~~", "") for line in shortened(before, room - MARKS).splitlines() if line.strip()]
    return shortened("\n".join(f"~~{line}~~" for line in lines), room)


def _before(changed: Changed) -> str:
    status = look_of(changed.old.status).words
    if _is_of_status(changed):
        return status
    return changed.old.answer if changed.old.status == changed.fact.status else f"{changed.old.answer}\n{status}"
