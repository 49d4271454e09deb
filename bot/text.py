"""Text that others wrote, made fit to be shown: on one line, shortened, quoted, without mentions."""

import re
import unicodedata
from collections.abc import Iterator

# A cut between lines, sentences or words is taken only behind the first third of the room: one early full stop would
# leave a page nearly empty.
EARLY = 3


def pages(text: str, limit: int) -> Iterator[str]:
    """Yield ``text`` in pieces of at most ``limit`` characters, cut between lines, else sentences, else words."""
    rest = text.strip()
    while len(rest) > limit:
        room = rest[: limit + 1]
        cuts = (room.rfind("\n"), room.rfind(". ") + 1, room.rfind(" "))
        cut = next((cut for cut in cuts if cut > limit // EARLY), limit)
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


_MARKUP = re.compile(r"[\\`*_~|<>\[\]()#:@-]")

_MENTION = re.compile(r"<(@[!&]?|#)\d+>")

_WHOLE = re.compile(r"(?:\\.|[^\\])*")


def counted(number: int, thing: str) -> str:
    """Return "1 fact", "2 facts"; of persons several are people."""
    several = "people" if thing == "person" else f"{thing}s"
    return f"{number} {thing}" if number == 1 else f"{number} {several}"


def on_one_line(question: str) -> str:
    """Return a question without line breaks and without characters that turn or hide what follows them."""
    visible = "".join(" " if c.isspace() else c for c in question if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(visible.split())


def quoted(text: str, limit: int) -> str:
    """Return what somebody else wrote, within ``limit`` characters, so that Discord shows it without any markup."""
    escaped = _MARKUP.sub(r"\\\g<0>", shortened(text, limit))
    if len(escaped) <= limit:
        return escaped
    # Never cut between a mark and the backslash that guards it.
    whole = _WHOLE.match(escaped[: limit - 2])
    return f"{whole[0] if whole else ''} …"


def without_mentions(text: str) -> str:
    """Return a text in which nobody's id stands: who was mentioned is somebody, where it was is somewhere."""
    return _MENTION.sub(lambda found: "#somewhere" if found[1] == "#" else "@somebody", text)


def without_small_print(text: str) -> str:
    """Return a text without the lines that Discord shows in small print."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("-# "))


def shortened(text: str, limit: int) -> str:
    """Return ``text`` within ``limit`` characters: cut after a sentence, else after a word, and marked as cut."""
    if len(text) <= limit:
        return text
    room = text[: limit - 2]
    for mark, kept in ((". ", 1), (" ", 0)):
        end = room.rfind(mark)
        if end > limit // EARLY:
            return f"{room[: end + kept]} …"
    return f"{room} …"
