"""What an editor reads of a file that was handed in with a form."""

from bot.desk.draft_files import FILE_BYTES
from bot.text import counted, on_one_line, quoted
from knowledge.errors import FactBaseError

KEPT = "All else of the form is kept."
WAS_BEFORE = "The file takes the place of what the draft said before; here is that, as a file."
# Characters of what is wrong, and reasons that are listed.
LINE, SHOWN = 450, 6


def no_kind(name: str) -> str:
    """Return that a file is neither of those that are taken."""
    return (
        f"**{name}** was not taken: it is neither .txt nor .yaml. Hand in wordings as a .txt file, one a line, or a "
        f"draft as a .yaml file, as the bot hands it out. {KEPT}"
    )


def too_large(name: str) -> str:
    """Return that a file is too large."""
    most = f"{FILE_BYTES >> 10} KiB"
    return f"**{name}** was not taken: it is larger than {most}. Leave out what this one fact does not need. {KEPT}"


def not_fetched(name: str) -> str:
    """Return that a file could not be fetched."""
    return f"**{name}** was not taken: Discord did not hand it over. Hand it in once more, with the same form. {KEPT}"


def refused(error: FactBaseError) -> str:
    """Return why nothing of a file was taken, with the place in it and the remedy."""
    lines = [f"Nothing of the file was taken: mend this, and hand it in once more. {KEPT}"]
    for problem in error.problems[:SHOWN]:
        where = f"{problem.file}, line {problem.line}" if problem.line else problem.file
        lines.append(f"- **{where}**: {quoted(on_one_line(problem.what), LINE)}; {problem.remedy}")
    if len(error.problems) > SHOWN:
        lines.append(f"- … and {len(error.problems) - SHOWN} more")
    return "\n".join(lines)


def added(name: str, count: int) -> str:
    """Return how many wordings of a file are new to the draft."""
    if not count:
        return f"**{name}** brings no wording that the draft does not have."
    return f"**{name}** adds {counted(count, 'wording')}."


def filled(name: str) -> str:
    """Return that the draft says now what a file says."""
    return f"The draft says now what **{name}** says, and nothing else."
