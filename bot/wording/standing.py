"""How what was published stands to the facts, in words: what has changed, what was left, and when all is right."""

from collections.abc import Sequence
from itertools import takewhile

from bot.desk.outdated import Outdated, Standing
from bot.desk.records import Content
from bot.text import shortened
from bot.wording.facts import day_in_words
from bot.wording.status_looks import look_of

HEADING = "These published answers have changed. Shall I put right what was told?"
STALE = (
    "That offer no longer holds: it has been dealt with already, or its fact has changed again since it was made. "
    "Nothing was done. As it stands now:"
)
ALL_RIGHT = "Every public answer says what its fact says."
OTHERS_RIGHT = "Every other public answer says what its fact says."
REMOVED = "the fact was removed; *Withdraw* says that the newsroom no longer stands by the answer, with your note"
# Four offers of 400 characters fit a message together with all else that is said of what stands.
SHOWN, OFFER, QUESTION, TEXT = 4, 400, 100, 80
_MISSED = {
    "forbidden": "in channels that I may not write in; let me in again, then press *Correct*",
    "failed": "that Discord did not let me edit",
}


def standing_in_words(standing: Standing) -> str:
    """Return how what was published stands; that all is right only where it is."""
    lines = [outdated_in_words(standing.outdated)] if standing.outdated else []
    if standing.left:
        lines.append(f"Left by an editor with an earlier answer: {_replies(standing.left)}.")
    if standing.going:
        lines.append(f"Being put right: {_replies(standing.going)}.")
    if not (standing.outdated or standing.going):
        lines.append(_all_right(standing))
    return "\n".join(lines)


def outdated_in_words(outdated: Sequence[Outdated]) -> str:
    """Return which published answers have changed, from what to what, and whom that concerns."""
    lines = [shortened(f"{number}. {_offer(one)}", OFFER) for number, one in enumerate(outdated[:SHOWN], 1)]
    more = len(outdated) - SHOWN
    return "\n".join(
        [HEADING, *lines, *([f"… and {more} more: /desk corrections shows them next."] if more > 0 else [])]
    )


def stale_in_words(standing: Standing) -> str:
    """Return that an offer no longer holds, and how it stands now."""
    return f"{STALE}\n{standing_in_words(standing)}"


def _offer(one: Outdated) -> str:
    old = one.olds[0]
    was, now = _apart(_said(old), _said(one.now) if one.now else "")
    others = f" ({len(one.olds) - 1} more earlier texts)" if len(one.olds) > 1 else ""
    lines = [f"**{shortened(one.question, QUESTION)}** {_concerned(one)}", f"> was: {was}{others}"]
    lines.append(f"> now: {now or REMOVED}")
    lines += [f"-# {count} {_MISSED[how]}" for how, count in one.missed.items() if how in _MISSED]
    return "\n".join(lines)


def _concerned(one: Outdated) -> str:
    told = [
        f"{_replies(one.replies)} gave the earlier answer" if one.replies else "",
        f"{one.watchers} asked to be told" if one.watchers else "",
        f"{one.retold} told in person, who would hear that it was taken back" if one.retold else "",
    ]
    return f"({', '.join(filter(None, told))})"


def _said(old: Content) -> str:
    if old.status == "withdrawn":
        return f"withdrawn: {old.answer}"
    notes = "".join(f" · {note}" for _, note in old.corrections)
    notes += "".join(f" · report taken back on {day_in_words(on)}: {note}" for _, on, note in old.retractions)
    return f"{old.answer} · {look_of(old.status).words}{notes}"


def _apart(old: str, new: str) -> tuple[str, str]:
    """Return both texts, cut so that the place in which they differ is in sight."""
    before, after = old.split(), new.split()
    same = sum(takewhile(bool, (one == other for one, other in zip(before, after, strict=False))))
    # Two words of what both say show where one is.
    first = max(same - 2, 0) if len(old) > TEXT or len(new) > TEXT else 0
    lead = "… " if first else ""
    cut = (shortened(lead + " ".join(words[first:]), TEXT) if words else "" for words in (before, after))
    return next(cut), next(cut)


def _all_right(standing: Standing) -> str:
    words = OTHERS_RIGHT if standing.left else ALL_RIGHT
    if standing.since is None:
        return words
    return f"{words} Of those from before {day_in_words(standing.since)} nothing is kept any more."


def _replies(count: int) -> str:
    return "1 public reply" if count == 1 else f"{count} public replies"
