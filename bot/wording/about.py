"""What the bot says of itself."""

from datetime import timedelta

from bot.text import counted

NOTHING_BEARS = "No checked fact bears on that message."

ABOUT = (
    "I answer questions about this newsroom's reporting from facts that its editors have checked, "
    "and cite the sources. I write no answers of my own: unsure, I offer the nearest questions; "
    "knowing nothing, I say so.\n\n"
    "**Ask** with /ask, in a direct message, or by mentioning me. I read nothing else.\n"
    "**What I keep**: what came of each question and where I replied in public, but not who asked. The wording only "
    "of questions that I could not answer, to which I only had suggestions, or that you say I got wrong: editors read "
    "those, without your name. Who you are only where you ask to be told of something, until a week after you have "
    "been told: then I can still tell you if it is taken back. For ten minutes I remember your last "
    "answer, so that you can ask on. /privacy shows what is kept of you and erases it.\n"
    "**A mistake?** Press “Not what I asked” below the answer, or write to the newsroom."
)

LOGGED = {
    "public": "\nWhoever runs me also has the wording of questions asked in public in a log.",
    "all": "\nWhoever runs me also has the wording of all questions in a log, those in direct messages too.",
}


def wait_in_words(wait: timedelta) -> str:
    """Return the notice to somebody who has asked too much in a minute."""
    return f"That was a lot for one minute: please ask again in {counted(max(int(wait.total_seconds()), 1), 'second')}."
