"""A published reply put right: the old answer struck out, the new one, what was corrected, and when."""

from dataclasses import replace

import discord

from bot.client.rendering.replies import Reply, render_fact
from bot.desk.outgoing import Changed
from bot.limits import EMBED_TITLE, EMBEDS, FIELD_VALUE, MESSAGE
from bot.text import shortened
from bot.wording import corrections as words
from bot.wording.statuses import GONE_COLOUR, look_of
from knowledge.decision.matcher import Matcher
from knowledge.model import Fact

# A hundred characters are left for the marks that strike the old answer out.
EMBED_TOTAL = EMBEDS - 100
# So many characters of the old answer are always shown, however long the new one is.
LEAST_SHOWN = 120
# What the marks of ten struck lines take; an answer of more lines is cut a little more.
MARKS = len("~~~~") * 10
# Characters of a note below a corrected reply: half a message, for the reply itself is right above it.
LONGEST_NOTE = MESSAGE // 2


def render_corrected(changed: Changed, matcher: Matcher, asked: str) -> Reply:
    """Return the reply that takes the place of an earlier one to ``asked`` (as that showed it, quotes included).

    Of a fact that was removed it says that the newsroom no longer stands by the answer, and why.
    """
    fact = changed.fact
    reply = render_fact(fact, matcher) if fact else _withdrawn(changed)
    embed = reply.embed
    if asked:
        embed.set_author(name=asked)
    first = f"> {asked.strip('“”')}\n" if asked else ""
    if changed.old.version == changed.now.version:
        # Looked at because it was in doubt, and changed back meanwhile: there is nothing to strike out.
        return replace(reply, text=f"{first}{shortened(reply.text, MESSAGE - len(first))}")
    is_of_status = fact is not None and _is_of_status(changed, fact)
    earlier = words.EARLIER_STATUS if is_of_status else words.EARLIER
    # Corrections that the editors wrote are in the reply; where they wrote none it still says that it changed.
    is_told = fact is None or bool(_new_corrections(changed, fact))
    what, heading = words.CHANGED_STATUS if is_of_status else words.CHANGED, words.changed_on(changed.on)
    if not is_told:
        embed.add_field(name=heading, value=what, inline=False)
    room = max(min(EMBED_TOTAL - len(embed), FIELD_VALUE) - len(earlier), LEAST_SHOWN)
    embed.add_field(name=earlier, value=_struck(changed, room), inline=False)
    note = "" if is_told else f"*{heading}:* {what}\n"
    half = (MESSAGE - len(first) - len(note) - len(earlier) - len(": \n")) // 2
    text = f"{first}{shortened(reply.text, half)}\n{note}{earlier}: {_struck(changed, half)}"
    return replace(reply, text=text, is_text_cut=reply.is_text_cut or len(reply.text) > half)


def render_change(changed: Changed, matcher: Matcher) -> Reply:
    """Return what somebody is told who asked to be told of a change, or was told of one that is taken back."""
    reply = render_corrected(changed, matcher, "")
    if changed.fact is None:
        return replace(reply, text=words.TOLD_OF_WITHDRAWAL)
    return replace(reply, text=words.TOLD_OF_RETURN if changed.is_taken_back else words.TOLD_OF_CHANGE)


def note_in_words(changed: Changed) -> str:
    """Return the note below a corrected reply."""
    question = changed.fact.question if changed.fact else changed.old.question or changed.old.fact
    return shortened(words.correction_note(question, _what(changed)), LONGEST_NOTE)


def _what(changed: Changed) -> str:
    if changed.fact is None:
        return f"{words.WITHDRAWN} {changed.now.answer}"
    if new := _new_corrections(changed, changed.fact):
        return new[-1]
    if _is_of_status(changed, changed.fact):
        return words.now_in_words(look_of(changed.fact.status).words)
    return changed.fact.answer


def _withdrawn(changed: Changed) -> Reply:
    question = shortened(changed.old.question or changed.old.fact, EMBED_TITLE)
    heading = words.withdrawn_on(changed.on)
    embed = discord.Embed(title=question, description=words.WITHDRAWN, colour=GONE_COLOUR)
    embed.add_field(name=heading, value=shortened(changed.now.answer, FIELD_VALUE), inline=False)
    return Reply(embed=embed, text=f"**{question}**\n{words.WITHDRAWN}\n*{heading}:* {changed.now.answer}")


def _is_of_status(changed: Changed, fact: Fact) -> bool:
    return changed.old.answer == fact.answer and changed.old.status != fact.status


def _new_corrections(changed: Changed, fact: Fact) -> list[str]:
    known = set(changed.old.corrections)
    return [one.note for one in fact.corrections if (one.on.isoformat(), one.note) not in known]


def _struck(changed: Changed, room: int) -> str:
    """Return the old answer, or the old status where only that has changed, struck out line by line."""
    before = _before(changed)
    lines = [line.replace("~~", "") for line in shortened(before, room - MARKS).splitlines() if line.strip()]
    return shortened("\n".join(f"~~{line}~~" for line in lines), room)


def _before(changed: Changed) -> str:
    old, fact = changed.old, changed.fact
    if old.status == "withdrawn":
        return f"{words.WITHDRAWN}\n{old.answer}"
    status = look_of(old.status).words
    if fact is not None and _is_of_status(changed, fact):
        return status
    return old.answer if fact is None or old.status == fact.status else f"{old.answer}\n{status}"
