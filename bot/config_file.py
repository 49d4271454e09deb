"""``config.yaml`` -> settings: every key checked, every fault with its line, nothing read from the environment."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.config import Config
from knowledge.errors import Problem, ProblemsError
from knowledge.loading.nearest import did_you_mean
from knowledge.loading.nodes import YamlList, YamlMap, read_yaml

SQLITE = "sqlite:///"
CONFIG = Path("config.yaml")
_MAY_HOLD_A_PASSWORD = ("store", "api_keys")
# What a fault may show of the file: keys, and words too short for a token or a good password (Discord's tokens have 70
# characters and more, and twelve is what password managers make at the least).
HIDDEN = "…"
_WORD = re.compile(r"[^\s'\"\[\]{},:*&!]+")
_HARMLESS = re.compile(r"[a-z_]+|.{1,11}")
# Shorter words stand in any sentence, and keep nobody out.
SHORTEST_HIDDEN = 3
# Of an address, whose words are all hidden where it may hold a password, however short that is.
_SCHEMES = ("sqlite", "postgresql", "mysql", "http", "https")


class ConfigError(ProblemsError):
    """A configuration that cannot be used."""

    def __str__(self) -> str:
        # A setting or two: whoever starts the bot needs no count of them.
        return "\n".join(map(str, self.problems))


def config_at(path: Path | None) -> Config:
    """Return the settings in ``path``, else in ``config.yaml`` here, else those that need no file.

    Raises:
        ConfigError: as for ``load_config``.
    """
    return Config() if path is None and not CONFIG.is_file() else load_config(path or CONFIG)


def load_config(path: Path) -> Config:
    """Return the settings in ``path``; a folder in it is taken from where the file lies.

    Raises:
        ConfigError: the file cannot be read or says something wrong.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        remedy = "name another file, or copy config.example.yaml"
        raise ConfigError((Problem(str(path), 0, f"cannot be read ({reason.lower()})", remedy),)) from None
    try:
        return _parsed(text, path)
    except ConfigError as error:
        raise ConfigError(tuple(_discreet(problem, text) for problem in error.problems)) from None


def _parsed(text: str, path: Path) -> Config:
    root, problems = read_yaml(text, str(path))
    if problems:
        raise ConfigError(tuple(problems))
    if root in (None, ""):
        return Config()
    if not isinstance(root, YamlMap):
        raise ConfigError((Problem(str(path), 1, "not a mapping", "write 'key: value' lines"),))
    return _checked(root, path)


def _discreet(problem: Problem, text: str) -> Problem:
    """Return a problem without any word of the file that may be a secret: it ends in logs and in screenshots."""
    long = {word for word in _WORD.findall(text) if not _HARMLESS.fullmatch(word)}
    secrets = sorted({*long, *_perhaps_in_passwords(text)}, key=len, reverse=True)
    what, remedy = problem.what, problem.remedy
    for secret in secrets:
        # What is short stands in other words by chance.
        whole = re.compile(re.escape(secret) if secret in long else rf"(?<!\w){re.escape(secret)}(?!\w)")
        what, remedy = whole.sub(HIDDEN, what), whole.sub(HIDDEN, remedy)
    return replace(problem, what=what, remedy=remedy)


def _perhaps_in_passwords(text: str) -> Iterator[str]:
    """Yield the words of what may hold a password: of such a key, on as many lines as it has, or before an "@"."""
    key = ""
    for line in text.splitlines():
        name, _, rest = line.partition(":")
        if not line[:1].isspace() and line[:1] not in ("-", "#"):
            key, value = name.strip(), rest
        else:
            value = line
        if key in _MAY_HOLD_A_PASSWORD or "@" in value:
            words = (word for word in _WORD.findall(value) if word.strip("/") not in _SCHEMES)
            yield from (word for word in words if len(word) >= SHORTEST_HIDDEN)


def _checked(root: YamlMap, path: Path) -> Config:
    try:
        config = Config.model_validate(dict(root))
    except ValidationError as error:
        raise ConfigError(tuple(_problem(fault, root, path) for fault in error.errors())) from None
    if lacking := tuple(_lacking(config, root, path)):
        raise ConfigError(lacking)
    folders = {"facts": config.facts, "state": config.state}
    here = {name: path.parent / folder for name, folder in folders.items() if folder is not None}
    return config.model_copy(update=here | _store_here(config.store, path.parent))  # what is absolute stays as it is


def _lacking(config: Config, root: YamlMap, path: Path) -> Iterator[Problem]:
    """Yield what one key needs of another."""
    if config.digest_hour is not None and config.desk_channel is None:
        what = "digest_hour without a desk_channel, so nobody would see the digest"
        yield Problem(str(path), root.lines["digest_hour"], what, "add desk_channel: and its id")
    if config.api_keys and not config.health_port:
        what = "api_keys without a health_port, so nobody could reach the API"
        yield Problem(str(path), root.lines["api_keys"], what, "add for instance health_port: 8080")


def _store_here(store: str | None, folder: Path) -> dict[str, str]:
    """Return the store with a file that starts at ``folder``, where it is a file and its path is relative."""
    if store is None or not store.startswith(SQLITE):
        return {}
    return {"store": f"{SQLITE}{folder / store.removeprefix(SQLITE)}"}


def _problem(fault: Any, root: YamlMap, path: Path) -> Problem:
    name = str(fault["loc"][0])
    line = root.lines.get(name, 1)
    if fault["type"] == "extra_forbidden":
        remedy = did_you_mean(name, Config.model_fields, f"remove it or use one of {', '.join(Config.model_fields)}")
        return Problem(str(path), line, f"unknown key '{name}'", remedy)
    if fault["type"] == "tuple_type" and name in _MAY_HOLD_A_PASSWORD:
        return Problem(
            str(path), line, f"{name} is no list", f"write each on a line of its own below {name}: after '- '"
        )
    if fault["type"] == "tuple_type":
        return Problem(str(path), line, f"{name} is {root[name]}, not a list", f"write [{root[name]}]")
    if fault["type"] == "literal_error":
        return Problem(str(path), line, f"{name} is {root[name]}", f"use {fault['ctx']['expected']}".replace("'", ""))
    what, _, remedy = str(fault.get("ctx", {}).get("error", fault["msg"])).partition("; ")
    given = root[name]
    if isinstance(given, YamlList) and len(fault["loc"]) > 1:
        place = int(fault["loc"][1])
        line, given = given.lines[place], given[place]
    if name in _MAY_HOLD_A_PASSWORD:
        return Problem(str(path), line, f"{name} is {what}", remedy or "see config.example.yaml")
    given = given if isinstance(given, str) else "a list"
    return Problem(str(path), line, f"{name} is {given}, {what}", remedy or "see config.example.yaml")
