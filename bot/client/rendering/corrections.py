"""A published reply put right: the new answer, what was corrected and when, and the old answer struck out."""

from dataclasses import replace

from bot.client.rendering.replies import ROOM, Reply, render_fact
from bot.desk.outgoing import Changed
from bot.limits import EMBED_TITLE, MESSAGE
from bot.text import shortened
from bot.wording import corrections as words
from bot.wording.statuses import GONE_MARK, look_of
from knowledge.decision.matcher import Matcher
from knowledge.model import Fact

# Characters that are shown of an old answer: enough to know it again, and few enough that the new one stays whole.
STRUCK = 400
# What the marks of ten struck lines take; an answer of more lines is cut a little more.
MARKS = len("~~~~") * 10
# Characters of a note below a corrected reply: half a message, for the reply itself is right above it.
LONGEST_NOTE = MESSAGE // 2


def render_corrected(changed: Changed, matcher: Matcher, asked: str) -> Reply:
    """Return the reply that takes the place of an earlier one to ``asked`` (as it may be shown).

    Of a fact that was removed it says that the newsroom no longer stands by the answer, and why.
    """
    return replace(corrected(changed, matcher), asked=asked)


def render_change(changed: Changed, matcher: Matcher) -> Reply:
    """Return what somebody is told who asked to be told of a change, or was told of one that is taken back.

    What the answer is now comes first, for that is what a notification shows.
    """
    why = words.TOLD_OF_RETURN if changed.is_taken_back else words.TOLD_OF_CHANGE
    if changed.fact is None:
        why = words.TOLD_OF_WITHDRAWAL
    reply = corrected(changed, matcher)
    return replace(reply, text=f"{words.NEWS}: {reply.text}\n-# {why}")


def note_in_words(changed: Changed) -> str:
    """Return the note below a corrected reply."""
    question = changed.fact.question if changed.fact else changed.old.question or changed.old.fact
    return shortened(words.correction_note(question, _what(changed)), LONGEST_NOTE)


def corrected(changed: Changed, matcher: Matcher, room: int = ROOM) -> Reply:
    """Return a fact as it is now, with what has changed, in ``room`` characters."""
    fact = changed.fact
    if changed.old.version == changed.now.version:
        # Looked at because it was in doubt, and changed back meanwhile: there is nothing to strike out.
        return render_fact(fact, matcher, room=room) if fact else _withdrawn(changed, room)
    is_of_status = fact is not None and _is_of_status(changed, fact)
    # Corrections that the editors wrote are in the reply; where they wrote none it still says that it changed.
    is_told = fact is None or bool(_new_corrections(changed, fact))
    what = words.CHANGED_STATUS if is_of_status else words.CHANGED
    lines = [] if is_told else [f"*{words.changed_on(changed.on)}:* {what}"]
    earlier = words.EARLIER_STATUS if is_of_status else words.EARLIER
    lines.append(f"{earlier}: {_struck(changed, STRUCK)}")
    below = "\n".join(lines)
    left = room - len(below) - 1
    reply = render_fact(fact, matcher, room=left) if fact else _withdrawn(changed, left)
    return replace(reply, text=f"{reply.text}\n{below}")


def _what(changed: Changed) -> str:
    if changed.fact is None:
        return f"{words.WITHDRAWN} {changed.now.answer}"
    if new := _new_corrections(changed, changed.fact):
        return new[-1]
    if _is_of_status(changed, changed.fact):
        return words.now_in_words(look_of(changed.fact.status).words)
    return changed.fact.answer


def _withdrawn(changed: Changed, room: int) -> Reply:
    question = shortened(changed.old.question or changed.old.fact, EMBED_TITLE)
    head = f"**{question}**\n{GONE_MARK} {words.WITHDRAWN}\n*{words.withdrawn_on(changed.on)}:* "
    return Reply(text=f"{head}{shortened(changed.now.answer, room - len(head))}")


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
