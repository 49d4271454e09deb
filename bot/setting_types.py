"""What each setting may be: the checks of its text, each with what to write instead, and the reasons of the ranges."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, SecretStr

# A bot that is wrong more often than right answers nobody.
LEAST_PRECISION = 0.5
# Characters of what the newsroom says of itself, a line on a phone's screen or two; with three example questions, which
# are the buttons below a greeting, it leaves most of a message to what the bot has to say.
LONGEST_SAID, LONGEST_EXAMPLE, EXAMPLES = 120, 200, 3
# A key of the API: 32 characters of base 64 are 24 bytes, more than anybody could guess. What has lower-case letters
# alone was made up by somebody, and a fault might show it.
_API_KEY = re.compile(r"(?![a-z_]*$)[A-Za-z0-9_~+/=.-]{32,200}")
# A folder of a site: without a query, a fragment or somebody's password.
_SITE = re.compile(r"https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*(:\d{1,5})?(/[A-Za-z0-9._~%-]+)*/?")
# Characters: with the id of a fact, up to 80, it takes a tenth of a message.
LONGEST_SITE = 100
_ORIGIN = re.compile(r"\*|https?://[A-Za-z0-9.-]+(:\d{1,5})?")


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
    if isinstance(text, Path):
        return text  # given by code, which has read it from nowhere
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


def _site(text: object) -> str:
    """Return the address of a site, with a slash at its end."""
    host, slash, rest = (text if isinstance(text, str) else "").strip().removeprefix("https://").partition("/")
    address = f"https://{host.lower()}{slash}{rest}"
    if not isinstance(text, str) or not text.strip().startswith("https://") or not _SITE.fullmatch(address):
        raise ValueError("not the address of a site; write one such as https://facts.news.example/, with https")
    if len(address) > LONGEST_SITE:
        raise ValueError(f"longer than {LONGEST_SITE} characters; choose a shorter one")
    return address.rstrip("/") + "/"


def _origin(text: object) -> str:
    if not isinstance(text, str) or not _ORIGIN.fullmatch(text):
        raise ValueError("not an origin; write for instance https://news.example, without a path")
    return text.lower()


ApiKey = Annotated[SecretStr, BeforeValidator(_api_key)]
SiteUrl = Annotated[str, BeforeValidator(_site)]
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
Examples = Annotated[tuple[Example, ...], AfterValidator(_examples)]
LogFormat = Literal["text", "json"]
LoggedQuestions = Literal["none", "public", "all"]
# One, or two who have seen the same; a third would be asked for in vain on most evenings.
SignOff = Annotated[int, BeforeValidator(_whole(1, 2, 2))]
# Of one person: ten a second are a program's, and whoever wants no limit need not go further.
QuestionsPerMinute = Annotated[int, BeforeValidator(_whole(1, 600, 10))]
# Ten years: what is longer is meant for ever, which no newsroom may promise its readers.
RetentionDays = Annotated[int, BeforeValidator(_whole(1, 3650, 365))]
# Discord lets a bot do 50 things a second, 3,000 a minute; twice that for bots that were granted more.
CorrectionsPerMinute = Annotated[int, BeforeValidator(_whole(1, 6000, 60))]
# Of one key: a hundred a second are more than one process answers of what it was never asked before.
RequestsPerMinute = Annotated[int, BeforeValidator(_whole(1, 6000, 60))]
# Those that TCP has; 0 is none.
Port = Annotated[int, BeforeValidator(_whole(0, 65535, 8080))]
Channel = Annotated[int | None, BeforeValidator(_id_or_none)]
