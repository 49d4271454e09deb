"""What ``factbot doctor`` finds, a line each: what is well, what isn't with the remedy, what could not be looked at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.text import counted

State = Literal["well", "note", "fault", "unchecked"]
_MARKS: dict[State, str] = {"well": "ok   ", "note": "note ", "fault": "FAULT", "unchecked": "?    "}
# Addresses that only this machine reaches.
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
# Lines about channels; in a large server the first ones show what is wrong.
CHANNELS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing, and what to do about it."""

    subject: str
    state: State
    words: str
    remedy: str = ""

    @property
    def line(self) -> str:
        """The finding on one line."""
        first, *more = self.words.splitlines()
        told = "; ".join(filter(None, [first, self.remedy]))
        return "\n".join([f"{_MARKS[self.state]} {self.subject}: {told}", *(f"        {line}" for line in more)])


def versions(factbot: str, python: str, discord: str) -> Finding:
    """Return which versions run."""
    return Finding("versions", "well", f"factbot {factbot}, Python {python}, discord.py {discord}")


def configured(path: str | None, newsroom: str | None, subject: str | None) -> Finding:
    """Return which configuration is used, and whether it says whose newsroom it is."""
    if path is None:
        return Finding("configuration", "note", "none, so all is as by default", "factbot init DIR makes one")
    if newsroom and subject:
        return Finding("configuration", "well", f"{path}, of {newsroom}")
    remedy = "add newsroom: and subject:, so that greetings tell of them"
    return Finding(
        "configuration", "note", f"{path} doesn't say whose newsroom it is, or what its facts are about", remedy
    )


def base(folder: str, facts: int, examples: int) -> Finding:
    """Return how large the base is, and whether it still has the examples of a new one."""
    words = f"{counted(facts, 'fact')} in {folder}"
    if examples:
        remedy = "delete them before readers ask"
        return Finding("base", "note", f"{words}, {counted(examples, 'example')} of a new base among them", remedy)
    return Finding("base", "well", words)


def unanswered(questions: Iterable[str]) -> Iterator[Finding]:
    """Yield the example questions of the configuration that no fact answers."""
    for question in questions:
        words = f"“{question}” gets no answer, so it is not offered"
        remedy = "word it in the configuration as a fact does, or take it out there"
        yield Finding("example_questions", "fault", words, remedy)


def folder(key: str, path: str, reason: str | None, use: str) -> Finding:
    """Return whether a folder can be written; ``use`` is what for."""
    if reason is None:
        return Finding(key, "well", f"{path} can be written ({use})")
    words = f"{path} can't be written ({reason.lower()}): {use}"
    return Finding(key, "fault", words, "let the bot's user write there, or name another folder")


def store(url: str, reason: str | None) -> Finding:
    """Return whether the store answers."""
    if reason is None:
        return Finding("store", "well", f"{url} answers")
    return Finding(
        "store", "fault", f"{url} doesn't answer ({reason})", "start it, or mend store: in the configuration"
    )


def watcher(*, is_on: bool, can_read: bool) -> Finding:
    """Return whether changes of the files are noticed."""
    if not is_on:
        return Finding("watcher", "well", "off: /facts reload or SIGHUP reads the facts again (reload_on_change: no)")
    if can_read:
        return Finding("watcher", "well", "on: a change of the files is read by itself")
    what = "the files of the facts can't be read, so no change of them is noticed"
    return Finding("watcher", "fault", what, "mend what is said of the base, or set reload_on_change: no")


def people(admins: int, editors: int) -> Finding:
    """Return how many may do what."""
    if not editors:
        remedy = "add editor_users: or editor_roles: with their ids"
        return Finding("people", "note", "only admins may work at the desk", remedy)
    return Finding("people", "well", f"{counted(admins, 'id')} of admins and {counted(editors, 'id')} of editors")


def hidden(facts: str, staff: int) -> Finding:
    """Return what not everybody may know, and who may; ``facts`` says how many are hidden, "" for none."""
    who = f"seen by {counted(staff, 'id')} of staff, and by editors and admins"
    return Finding("hidden facts", "well", f"{facts}; {who}" if facts else f"none; they would be {who}")


def api(keys: int, host: str, port: int) -> Finding:
    """Return whether programs may ask, and whether others could read along."""
    if not keys:
        return Finding("API", "well", "off (no api_keys)")
    words = f"on at {host} port {port}, {counted(keys, 'key')}"
    if host in _LOOPBACK:
        return Finding("API", "well", words)
    remedy = "put a server with TLS before it, and let nobody else reach it"
    return Finding("API", "note", f"{words}: without encryption, for whoever reaches that address", remedy)


def site(example: str | None) -> Finding:
    """Return where the titles of answers lead; ``example`` is the page of a fact."""
    if example is None:
        return Finding("site", "well", "none (no site_url), so the titles of answers lead nowhere")
    return Finding("site", "well", f"titles of answers lead to pages such as {example}")


def unchecked(reason: str) -> Finding:
    """Return what was not looked at without Discord."""
    what = "token, intents, permissions in the channels and the desk's channel were not checked"
    return Finding("Discord", "unchecked", f"{what}: {reason}")


NO_TOKEN = "DISCORD_TOKEN is not set; copy it from the developer portal and run DISCORD_TOKEN=... factbot doctor"  # noqa: S105


def refused(reason: str) -> Finding:
    """Return that Discord could not be asked; ``reason`` ends with the remedy."""
    return Finding("token", "fault", reason)


def token(name: str) -> Finding:
    """Return whom the token belongs to."""
    return Finding("token", "well", f"Discord knows the bot as {name}")


def intents(privileged: Iterable[str]) -> Finding:
    """Return whether the bot has intents that it doesn't need."""
    named = ", ".join(name.removeprefix("gateway_").replace("_", " ") for name in privileged)
    if not named:
        return Finding("intents", "well", "no privileged ones, and none are needed")
    remedy = "turn them off on the Bot page of the developer portal"
    return Finding("intents", "note", f"privileged ones are allowed that the bot doesn't need ({named})", remedy)


def servers(names: Iterable[str]) -> Finding:
    """Return where the bot is."""
    named = ", ".join(names)
    if named:
        return Finding("servers", "well", named)
    remedy = "open the link of the portal's Installation page and add it to yours"
    return Finding("servers", "fault", "the bot is in no server", remedy)


def channels(lacking: Mapping[str, tuple[str, ...]], hidden: int, count: int) -> Iterator[Finding]:
    """Yield what is lacking in each channel, by its name, and how many of ``count`` have all or aren't seen."""
    for name, lacks in list(lacking.items())[:CHANNELS_SHOWN]:
        yield Finding("permissions", "fault", f"#{name} lacks {_in_words(lacks)}", "allow it for the bot's role there")
    if len(lacking) > CHANNELS_SHOWN:
        yield Finding("permissions", "fault", f"{len(lacking) - CHANNELS_SHOWN} more channels lack something")
    unseen = f"; {counted(hidden, 'channel')} it can't see" if hidden else ""
    yield Finding(
        "permissions",
        "well",
        f"all that is needed in {count - hidden - len(lacking)} of {counted(count, 'channel')}{unseen}",
    )


def named_channel(key: str, number: int, name: str | None, lacks: tuple[str, ...]) -> Finding:
    """Return whether a channel of the configuration is there and can be written in; ``name`` is None where it isn't."""
    if name is None:
        remedy = "copy its id in Discord, and let the bot see it"
        return Finding(key, "fault", f"{number} can't be found", remedy)
    if lacks:
        return Finding(key, "fault", f"#{name} lacks {_in_words(lacks)}", "allow it for the bot's role there")
    return Finding(key, "well", f"#{name} can be written in")


def forum(finding: Finding, name: str, *, is_forum: bool) -> Finding:
    """Return what is found of a channel of the configuration that is to be a forum and lacks nothing as a channel."""
    if not is_forum:
        remedy = "copy the id of a forum; in other channels the bot answers whoever mentions it"
        return Finding(finding.subject, "fault", f"#{name} is no forum", remedy)
    what = "a new post is answered by its title alone: its text reaches the bot only where it mentions it"
    return Finding(finding.subject, finding.state, f"{finding.words}; {what}")


def no_desk_channel() -> Finding:
    """Return that there is no channel of the desk."""
    remedy = "add desk_channel: with its id for a digest and for corrections"
    return Finding("desk_channel", "note", "none, so editors hear of changes in direct messages alone", remedy)


def _in_words(permissions: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ").title().replace(" In ", " in ") for name in permissions)
