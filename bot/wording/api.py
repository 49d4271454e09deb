"""What whoever writes a program against the HTTP API reads: what is wrong with a request, and how to mend it."""

from collections.abc import Iterable
from datetime import timedelta

NO_KEY = "No key, or not one of this newsroom's. Send it as a header, 'Authorization: Bearer KEY', not in the address."
NO_TEXT = "The address is not UTF-8 text. Percent-encode the question as UTF-8."
NO_QUESTION = "No question. Ask with ?q= and the question, percent-encoded."
SORRY = "Something went wrong on the newsroom's side. Its log says what; try again in a moment."
NOT_HERE = "There is nothing at this address. GET /v1/openapi.json says what there is."
ONLY_GET = "Only GET works here."


def too_long(limit: int) -> str:
    """Return that a question has more than ``limit`` characters."""
    return f"The question is longer than {limit} characters. Ask in a sentence or two."


def unknown_parameters(names: Iterable[str], known: Iterable[str]) -> str:
    """Return which parameters there are none of, without their values."""
    takes = f"Only {', '.join(known)} may be given here" if known else "None may be given here"
    return f"Unknown parameters: {', '.join(names)}. {takes}."


def given_twice(name: str) -> str:
    """Return that a parameter was given more than once."""
    return f"'{name}' was given more than once. Give it once; several questions may stand in one text."


def not_whole(name: str, low: int, high: int | None) -> str:
    """Return that a parameter is no whole number in its range."""
    bounds = f"from {low} on" if high is None else f"from {low} to {high}"
    return f"'{name}' is not a whole number {bounds}."


def no_fact(name: str) -> str:
    """Return that a fact is not there; ``name`` is an id as facts have them, or ""."""
    which = f"with the id '{name}'" if name else "with that id"
    return f"There is no fact {which}: it never was, or has been removed. GET /v1/facts lists all."


def wait(time: timedelta) -> str:
    """Return how long a key has to wait."""
    return f"Too many requests with this key in a minute. Try again in {whole_seconds(time)} s."


def whole_seconds(time: timedelta) -> int:
    """Return the seconds of a time, rounded up, so that who waits so long need not wait again."""
    return max(-int(-time.total_seconds() // 1), 1)
