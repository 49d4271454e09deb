"""Settings from a YAML file: every key checked, every fault with its line, nothing read from the environment."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from knowledge.decision.matcher import PRECISION
from knowledge.errors import Problem, ProblemsError
from knowledge.loading.nodes import YamlList, YamlMap, read_yaml

SQLITE = "sqlite:///"
CONFIG = Path("config.yaml")
# A bot that is wrong more often than right answers nobody.
LEAST_PRECISION = 0.5
_MAY_HOLD_A_PASSWORD = ("store", "api_keys")
# What a fault may show of the file: keys, and words too short for a token or a good password (Discord's tokens have 70
# characters and more, and twelve is what password managers make at the least).
HIDDEN = "…"
_WORD = re.compile(r"[^\s'\"\[\]{},:*&!]+")
_HARMLESS = re.compile(r"[a-z_]+|.{1,11}")
# Characters of what the newsroom says of itself, a line on a phone's screen or two; with three example questions, which
# are the buttons below a greeting, it leaves most of a message to what the bot has to say.
LONGEST_SAID, LONGEST_EXAMPLE, EXAMPLES = 120, 200, 3
# A key of the API: 32 characters of base 64 are 24 bytes, more than anybody could guess. What has lower-case letters
# alone was made up by somebody, and a fault might show it.
_API_KEY = re.compile(r"(?![a-z_]*$)[A-Za-z0-9_~+/=.-]{32,200}")
_ORIGIN = re.compile(r"\*|https?://[A-Za-z0-9.-]+(:\d{1,5})?")


class ConfigError(ProblemsError):
    """A configuration that cannot be used."""

    def __str__(self) -> str:
        # A setting or two: whoever starts the bot needs no count of them.
        return "\n".join(map(str, self.problems))


def _share(text: object) -> float:
    try:
        value = float(str(text))
    except ValueError:
        raise ValueError("not a number; write a share such as 0.98") from None
    if not LEAST_PRECISION <= value < 1.0:
        is_percent = LEAST_PRECISION <= value / 100 < 1.0
        remedy = f"write {value / 100:g}" if is_percent else "write a share such as 0.98"
        raise ValueError(f"outside {LEAST_PRECISION}-1; {remedy}")
    return value


def _whole(low: int, high: int, example: int) -> Callable[[object], int]:
    """Return the check of a whole number; what lies beyond ``low`` and ``high`` is a slip."""

    def check(text: object) -> int:
        if not str(text).isdecimal() or not low <= int(str(text)) <= high:
            raise ValueError(f"not a whole number from {low} to {high}; write for instance {example}")
        return int(str(text))

    return check


def _id(text: object) -> int:
    if not str(text).isdecimal() or not 1 <= int(str(text)) < 2**63:
        raise ValueError("not an id; copy it in Discord with Copy ID (Settings, Advanced, Developer Mode)")
    return int(str(text))


def _id_or_none(text: object) -> int | None:
    return None if str(text).lower() in ("no", "none") else _id(text)


def _yes_or_no(text: object) -> bool:
    if str(text).lower() not in ("yes", "no", "true", "false"):
        raise ValueError("neither yes nor no; write yes or no")
    return str(text).lower() in ("yes", "true")


def _hour(text: object) -> int | None:
    if str(text).lower() in ("no", "none", "never"):
        return None
    if not str(text).isdecimal() or not int(str(text)) <= 23:
        raise ValueError("not an hour; write a whole number from 0 to 23, or no")
    return int(str(text))


def _zone(text: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(text))
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise ValueError("not a time zone; write one such as Europe/Berlin, America/New_York or UTC") from None


def _store(text: object) -> str:
    from bot.store.opening import store_url  # a quarter of a second that a question in the terminal need not pay

    store_url(str(text))
    return str(text)


def _folder(text: object) -> Path:
    if not isinstance(text, str) or not text.strip():
        raise ValueError("not a folder; write a path or remove the line")
    return Path(text)


def _encoder(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise ValueError("not an encoder; write packaged, none, or the path of a folder with an ONNX model")
    return text.strip()


def _line(longest: int) -> Callable[[object], str]:
    def check(text: object) -> str:
        line = " ".join(text.split()) if isinstance(text, str) else ""
        if not line:
            raise ValueError("not a line of text; write it in words or remove the line")
        if len(line) > longest:
            raise ValueError(f"longer than {longest} characters; shorten it")
        return line

    return check


def _examples(questions: tuple[str, ...]) -> tuple[str, ...]:
    if len(questions) > EXAMPLES:
        raise ValueError(f"more than {EXAMPLES} questions; keep the {EXAMPLES} that show best what can be asked")
    return questions


def _api_key(given: object) -> SecretStr:
    text = given.get_secret_value() if isinstance(given, SecretStr) else given
    if not isinstance(text, str) or not _API_KEY.fullmatch(text):
        remedy = "make one with: python3 -c 'import secrets; print(secrets.token_urlsafe())'"
        raise ValueError(f"no key of 32 letters, digits and signs or more; {remedy}")
    return SecretStr(text)


def _origin(text: object) -> str:
    if not isinstance(text, str) or not _ORIGIN.fullmatch(text):
        raise ValueError("not an origin; write for instance https://news.example, without a path")
    return text.lower()


ApiKey = Annotated[SecretStr, BeforeValidator(_api_key)]
Origin = Annotated[str, BeforeValidator(_origin)]
Said = Annotated[str, BeforeValidator(_line(LONGEST_SAID))]
Example = Annotated[str, BeforeValidator(_line(LONGEST_EXAMPLE))]
EncoderName = Annotated[str, BeforeValidator(_encoder)]
Folder = Annotated[Path, BeforeValidator(_folder)]
Share = Annotated[float, BeforeValidator(_share)]
Snowflake = Annotated[int, BeforeValidator(_id)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Hour = Annotated[int | None, BeforeValidator(_hour)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
StoreUrl = Annotated[str, BeforeValidator(_store)]


class Config(BaseModel):
    """What can be set; ``config.example.yaml`` explains each key."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    newsroom: Said | None = None
    subject: Said | None = None
    contact: Said | None = None
    example_questions: Annotated[tuple[Example, ...], AfterValidator(_examples)] = ()
    facts: Folder | None = None
    precision: Share = Field(default=PRECISION)
    encoder: EncoderName = "packaged"
    admin_users: tuple[Snowflake, ...] = ()
    admin_roles: tuple[Snowflake, ...] = ()
    editor_users: tuple[Snowflake, ...] = ()
    editor_roles: tuple[Snowflake, ...] = ()
    sign_off: Annotated[int, BeforeValidator(_whole(1, 2, 2))] = 1
    questions_per_minute: Annotated[int, BeforeValidator(_whole(1, 600, 10))] = 10
    reload_on_change: YesOrNo = False
    log_format: Literal["text", "json"] = "text"
    log_questions: Literal["none", "public", "all"] = "none"
    state: Folder | None = None
    store: StoreUrl | None = None
    retention_days: Annotated[int, BeforeValidator(_whole(1, 3650, 365))] = 365
    desk_channel: Annotated[int | None, BeforeValidator(_id_or_none)] = None
    digest_hour: Hour = None
    time_zone: Zone = ZoneInfo("UTC")
    correction_channels: tuple[Snowflake, ...] = ()
    forum_channels: tuple[Snowflake, ...] = ()
    corrections_per_minute: Annotated[int, BeforeValidator(_whole(1, 6000, 60))] = 60
    health_port: Annotated[int, BeforeValidator(_whole(0, 65535, 8080))] = 0
    health_host: str = "127.0.0.1"
    api_keys: tuple[ApiKey, ...] = ()
    api_origins: tuple[Origin, ...] = ()
    api_requests_per_minute: Annotated[int, BeforeValidator(_whole(1, 6000, 60))] = 60


# Who may do what: read again at every reload. All else is taken up at the next start.
RIGHTS = ("admin_users", "admin_roles", "editor_users", "editor_roles", "api_keys")


def with_rights_of(config: Config, newer: Config) -> Config:
    """Return ``config`` with the editors, admins and keys of ``newer``."""
    return config.model_copy(update={name: getattr(newer, name) for name in RIGHTS})


def waiting_for_start(config: Config, newer: Config) -> tuple[str, ...]:
    """Return the keys, rights apart, in which ``newer`` differs: they count from the next start on."""
    others = (name for name in Config.model_fields if name not in RIGHTS)
    return tuple(name for name in others if getattr(config, name) != getattr(newer, name))


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
    secrets = sorted({word for word in _WORD.findall(text) if not _HARMLESS.fullmatch(word)}, key=len, reverse=True)
    what, remedy = problem.what, problem.remedy
    for secret in secrets:
        what, remedy = what.replace(secret, HIDDEN), remedy.replace(secret, HIDDEN)
    return replace(problem, what=what, remedy=remedy)


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
        remedy = f"remove it or use one of {', '.join(Config.model_fields)}"
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
