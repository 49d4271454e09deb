"""What the bot says of itself: who it is, what it can be asked, what it keeps, and what it has no fact on."""

from datetime import timedelta

from bot.config import Config
from bot.text import counted
from knowledge.decision.outcomes import Abstention

# What a thanks is met with.
ACKNOWLEDGED = "👍"
_CAUTION = "I write no answers of my own: unsure, I offer the nearest questions; knowing nothing, I say so."
_KEPT = (
    "**Ask** with /ask, in a direct message, or by mentioning me. I read nothing else.\n"
    "**What I keep**: what came of each question and where I replied in public, but not who asked. The wording only "
    "of questions that I could not answer, to which I only had suggestions, or that you say I got wrong: editors read "
    "those, without your name. They also see which facts people take for out of date. Who you are only where you ask "
    "to be told of something, until a week after you have been told: then I can still tell you if it is taken back. Of "
    "editors the facts that they are writing. For ten minutes I remember your last answer, so that you can ask on. "
    "/privacy shows what is kept of you and erases it."
)
_LOGGED = {
    "public": "\nWhoever runs me also has the wording of questions asked in public in a log.",
    "all": "\nWhoever runs me also has the wording of all questions in a log, those in direct messages too.",
}
_ASK = "Ask me who, what, when, why or how much, in a sentence or in a few words."
_INSTEAD = "For instance:"
_WAYS = (
    "- **/ask**, a direct message, or a mention of me: a question; /ask offers questions while you type\n"
    "- **/fact** shows one fact picked from the list, **/sources** what all of them rest on\n"
    "- **/timeline** shows what happened when about a name or a topic, as a text and as a picture\n"
    "- **/history** shows what a fact has said and what was corrected; `as_of` on /ask, what we said on a day\n"
    "- *Apps → Check against the reporting* in the menu of a message: its claims beside the facts that bear on them\n"
    "- buttons below an answer: its sources in full, related questions, “Not what I asked”, “Out of date?”, “Tell me "
    "if this changes”\n"
    "- **/about** says what I keep and how to complain, **/privacy** `show` what is kept of you, `forget` erases it"
)
_EDITORS = (
    "- for editors: **/desk** `queue`, `new`, `edit`, `drafts`, `wording`, `teach`, `learned`, `unlearn`, "
    "`corrections`, `import`, `export`, `stats`"
)
_ADMINS = "- for admins: **/facts** `status`, `check`, `reload`, `rollback`, `why`"


def introduction(config: Config) -> str:
    """Return who the bot is, in one sentence."""
    reporting = f"the reporting of {config.newsroom}" if config.newsroom else "this newsroom's reporting"
    editors = f"the editors of {config.newsroom or 'this newsroom'}" if config.subject else "its editors"
    about_what = config.subject or reporting
    return f"I answer questions about {about_what} from facts that {editors} have checked, and cite the sources."


def welcome(config: Config) -> str:
    """Return the reply to a greeting, above the questions that it offers."""
    return f"{introduction(config)} {_CAUTION}\n{_ASK} /help says what else I do. {_INSTEAD}"


def welcome_in_terminal(config: Config) -> str:
    """Return the reply to a greeting in a terminal, above the questions that it offers."""
    return f"{introduction(config)} {_CAUTION}\n{_ASK} {_INSTEAD}"


def help_in_words(config: Config, *, edits: bool, administers: bool) -> str:
    """Return what the bot can do for somebody, above the questions that it offers."""
    lines = [f"{introduction(config)} {_ASK}", _WAYS]
    lines += [_EDITORS] if edits else []
    lines += [_ADMINS] if administers else []
    return "\n".join([*lines, _INSTEAD])


def about(config: Config) -> str:
    """Return what the bot is, what it keeps, and how to complain."""
    contact = config.contact or "the newsroom"
    mistake = f"**A mistake?** Press “Not what I asked” below the answer, or write to {contact}."
    logged = _LOGGED.get(config.log_questions, "")
    return f"{introduction(config)} {_CAUTION}\n\n{_KEPT}\n{mistake}{logged}"


def scope(outcome: Abstention, config: Config) -> str:
    """Return what may be asked instead, for a question that nothing answers; empty where nobody has said."""
    if outcome.reason == "empty question" and config.example_questions:
        return f"{_INSTEAD} “{config.example_questions[0]}”"
    if outcome.reason in ("unknown name", "nothing near") and config.subject:
        return f"What I have is about {config.subject}."
    return ""


def wait_in_words(wait: timedelta) -> str:
    """Return the notice to somebody who has asked too much in a minute."""
    return f"That was a lot for one minute: please ask again in {counted(max(int(wait.total_seconds()), 1), 'second')}."
