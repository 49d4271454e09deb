"""What people who take no direct messages hear at their next command."""

from collections.abc import Sequence

from bot.text import counted, quoted
from bot.wording.corrections import answer_taken_back

NOT_TOLD = "You had asked to be told of something, and I could not tell you: you take no direct messages from me."
OFFER = "There is an answer, or a change, to this:"
GONE = "The newsroom no longer stands by an answer that you got."
ENDED = "A correction that you began has ended, and I could not write to you."
# Of questions whose answers were taken back so many are named, each with so many characters.
SHOWN, QUESTION = 3, 200


def not_told(taken_back: Sequence[str | None], *, is_gone: bool, offers: bool) -> str:
    """Return what stands above the facts that somebody was to be told of, where it ``offers`` any; "" without all.

    ``taken_back`` are questions whose answers were; ``is_gone`` says that of the facts none is there any more.
    """
    lines = [answer_taken_back(quoted(one, QUESTION) if one else None) for one in taken_back[:SHOWN]]
    more = len(taken_back) - SHOWN
    if more > 0:
        lines.append(f"So have the answers to {counted(more, 'more question')}.")
    lines += [GONE] if is_gone else [OFFER] if offers else []
    return "\n".join([f"{NOT_TOLD} {lines[0]}", *lines[1:]]) if lines else ""


def ended_unseen(reports: Sequence[str]) -> str:
    """Return how corrections ended whose editor could not be told; "" where there are none."""
    more = [f"- and {counted(len(reports) - SHOWN, 'more correction')}"] if len(reports) > SHOWN else []
    return "\n".join([ENDED, *(f"- {one}" for one in reports[:SHOWN]), *more]) if reports else ""
