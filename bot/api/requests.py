"""What a request says: its key, and the parameters of its address. Read strictly, for nobody is there to ask back."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from pydantic import SecretStr

from bot.wording import api as words
from knowledge.loading.values import QUESTION_LIMIT

# Characters of a question, as many as one of the base may have: what is longer is cut before the editors get it.
LONGEST_QUESTION = QUESTION_LIMIT
# Facts of a page where nobody says otherwise, and at most: a hundred are some 300 kB.
PAGE, LARGEST_PAGE = 50, 100
# Parameters of an address; no more than two are known.
MOST_PARAMETERS = 10
# Characters that are repeated of what somebody else has written.
SHOWN = 40
_SCHEME = "bearer "


class RefusedError(Exception):
    """A request that can't be met; the text says why."""

    def __init__(self, status: HTTPStatus, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})


def key_of(header: str, keys: Iterable[SecretStr]) -> int:
    """Return a number that stands for the key in a header; it leads back to no key.

    Every key is compared, each in the same time whatever was sent, so that how long it takes tells nothing.

    Raises:
        RefusedError: it is none of ``keys``.
    """
    sent = _digest(header[len(_SCHEME) :].strip()) if header[: len(_SCHEME)].lower() == _SCHEME else b""
    known = [_digest(key.get_secret_value()) for key in keys]
    if not any([hmac.compare_digest(sent, one) for one in known]):  # noqa: C419  none is left out
        raise RefusedError(HTTPStatus.UNAUTHORIZED, words.NO_KEY, {"WWW-Authenticate": "Bearer"})
    return int.from_bytes(sent[:8])


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()


def parameters(address: str, known: tuple[str, ...]) -> dict[str, str]:
    """Return the parameters of a request's address, each given once.

    Raises:
        RefusedError: they are no UTF-8 text, unknown, too many, or given twice.
    """
    try:
        address.encode()  # bytes that are no text come as halves of characters
        given = parse_qsl(
            urlsplit(address).query, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except ValueError:
        raise RefusedError(HTTPStatus.BAD_REQUEST, words.NO_TEXT) from None
    names = [name for name, _ in given]
    if unknown := [_shown(name) for name in names if name not in known]:
        raise RefusedError(HTTPStatus.BAD_REQUEST, words.unknown_parameters(unknown, known))
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise RefusedError(HTTPStatus.BAD_REQUEST, words.given_twice(twice))
    return dict(given)


def question_in(given: Mapping[str, str]) -> str:
    """Return the question of a request.

    Raises:
        RefusedError: there is none, or it is too long.
    """
    question = given.get("q", "")
    if not question.strip():
        raise RefusedError(HTTPStatus.BAD_REQUEST, words.NO_QUESTION)
    if len(question) > LONGEST_QUESTION:
        raise RefusedError(HTTPStatus.BAD_REQUEST, words.too_long(LONGEST_QUESTION))
    return question


def whole_number(given: Mapping[str, str], name: str, default: int, high: int | None = None) -> int:
    """Return a parameter that is a whole number from 1 to ``high``.

    Raises:
        RefusedError: it is something else.
    """
    text = given.get(name, str(default))
    # Eighteen digits fit every integer there is.
    is_number = text.isascii() and text.isdecimal() and len(text) <= 18
    if not is_number or int(text) < 1 or (high is not None and int(text) > high):
        raise RefusedError(HTTPStatus.BAD_REQUEST, words.not_whole(name, 1, high))
    return int(text)


def _shown(name: str) -> str:
    return ascii(name[:SHOWN])
