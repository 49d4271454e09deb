"""A published reply put right: on top what was changed and when, in a few words, and below it the answer as it is."""

from dataclasses import replace

from bot.client.rendering.replies import CORRECTIONS_SHOWN, POSITION, ROOM, Reply, Showing, render_fact
from bot.desk.outgoing import Changed
from bot.limits import EMBED_TITLE, MESSAGE
from bot.text import shortened
from bot.wording import corrections as words
from bot.wording.changes import in_few_words, it_said, struck
from bot.wording.facts import correction_line
from bot.wording.status_looks import GONE_MARK, look_of
from knowledge.decision.matcher import Matcher
from knowledge.model import Correction, Fact

# Characters of a note below a corrected reply: half a message, for the reply itself is right above it.
LONGEST_NOTE = MESSAGE // 2


def render_corrected(changed: Changed, matcher: Matcher, asked: str, site_url: str | None = None) -> Reply:
    """Return the reply that takes the place of an earlier one to ``asked`` (as it may be shown).

    Of a fact that was removed it says that the newsroom no longer stands by the answer, and why.
    """
    return replace(corrected(changed, matcher, site_url=site_url), asked=asked)


def render_change(changed: Changed, matcher: Matcher, site_url: str | None = None) -> Reply:
    """Return what somebody is told who asked to be told of a change, or was told of one that is taken back.

    What has changed comes first, for that is what a notification shows.
    """
    why = words.TOLD_OF_RETURN if changed.is_taken_back else words.TOLD_OF_CHANGE
    if changed.fact is None:
        why = words.TOLD_OF_WITHDRAWAL
    reply = corrected(changed, matcher, site_url=site_url)
    return replace(reply, text=f"{reply.text}\n-# {why}")


def note_in_words(changed: Changed) -> str:
    """Return the note below a corrected reply."""
    question = changed.fact.question if changed.fact else changed.old.question or changed.old.fact
    return shortened(words.correction_note(question, _what(changed)), LONGEST_NOTE)


def corrected(changed: Changed, matcher: Matcher, room: int = ROOM, *, site_url: str | None = None) -> Reply:
    """Return a fact as it is now below what has changed, in ``room`` characters."""
    fact = changed.fact
    if fact is None:
        return _withdrawn(changed, room)
    showing = Showing(changed.today or changed.on, site_url)
    if changed.old.version == changed.now.version:
        # Looked at because it was in doubt, and changed back meanwhile: nothing is told of.
        return render_fact(fact, matcher, showing, room=room)
    new = _new_corrections(changed, fact)
    above = "\n".join([*_notes(changed, new), *_status_line(changed, fact)])
    # What stands on top is not said again below.
    older = replace(fact, corrections=tuple(one for one in fact.corrections if one not in new))
    reply = render_fact(older, matcher, showing, room=room - len(above) - 1)
    is_cut = reply.is_cut or any(correction_line(one) not in above for one in new)
    return replace(reply, text=f"{above}\n{reply.text}", is_cut=is_cut)


def _notes(changed: Changed, new: list[Correction]) -> list[str]:
    """Return what the editors wrote of a change; where they wrote nothing, what differs in the answer."""
    if new:
        return [shortened(correction_line(one), POSITION) for one in new[-CORRECTIONS_SHOWN:]]
    old, now = changed.old, changed.now
    if old.answer == now.answer and old.status != "withdrawn":
        what = _besides(changed)
    else:
        what = in_few_words(old.answer, now.answer) if old.status != "withdrawn" else words.STANDS_AGAIN
    return [f"*{words.changed_on(changed.on)}:* {what}"]


def _besides(changed: Changed) -> str:
    """Return what has changed of an answer whose text is as it was; which report was taken back stands below."""
    old, now = changed.old, changed.now
    if old.status != now.status:
        return words.CHANGED_STATUS
    if set(now.retractions) - set(old.retractions):
        return words.TAKEN_BACK
    return words.STANDS if old.retractions != now.retractions else words.CHANGED


def _status_line(changed: Changed, fact: Fact) -> list[str]:
    old = changed.old.status
    if old == "withdrawn" or old == fact.status:
        return []
    return [words.status_changed(look_of(old).words, look_of(fact.status).words)]


def _what(changed: Changed) -> str:
    if changed.fact is None:
        return f"{words.WITHDRAWN} {changed.now.answer}"
    if new := _new_corrections(changed, changed.fact):
        return new[-1].note
    if changed.old.answer == changed.fact.answer and changed.old.status != changed.fact.status:
        return words.now_in_words(look_of(changed.fact.status).words)
    if changed.old.answer == changed.fact.answer and changed.old.retractions != changed.now.retractions:
        return _besides(changed)
    return changed.fact.answer


def _withdrawn(changed: Changed, room: int) -> Reply:
    question = shortened(changed.old.question or changed.old.fact, EMBED_TITLE)
    lines = [f"{GONE_MARK} {words.WITHDRAWN}", f"**{question}**"]
    if changed.old.status != "withdrawn":
        lines.append(it_said(struck(changed.old.answer)))
    below = "\n".join(lines[1:])
    head = f"{lines[0]}\n*{words.withdrawn_on(changed.on)}:* "
    why = shortened(changed.now.answer, room - len(head) - len(below) - 1)
    return Reply(text=f"{head}{why}\n{below}")


def _new_corrections(changed: Changed, fact: Fact) -> list[Correction]:
    known = set(changed.old.corrections)
    return [one for one in fact.corrections if (one.on.isoformat(), one.note) not in known]
