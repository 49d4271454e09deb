"""Where things stand on the site: paths from its root, and the address of a fact's page."""

import hashlib
import re

# What the YAML takes for an id is a file's name as it is, and needs no escaping in an address.
_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Hexadecimal digits: that two of a million strange ids get one name has a chance of one in thirty million.
_DIGITS = 16
_WEB = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


def path_of(room: str, name: str, page: int = 1) -> str:
    """Return the path of a page: ``room`` is ``facts`` or another folder, ``name`` an id, ``page`` counts from 1."""
    safe = (
        name
        if _PLAIN.fullmatch(name)
        else f"x--{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"
    )
    # Two hyphens are in no id, so page 2 of one thing is never page 1 of another.
    return f"{room}/{safe}.html" if page == 1 else f"{room}/{safe}--{page}.html"


def list_path(name: str, page: int = 1) -> str:
    """Return the path of a list at the root of the site, or of a further page of it."""
    return f"{name}.html" if page == 1 else f"{name}--{page}.html"


def page_of(site_url: str | None, fact: str) -> str | None:
    """Return the address of a fact's page, None where no site is configured."""
    return f"{site_url}{path_of('facts', fact)}" if site_url else None


def web_address(url: str | None) -> str | None:
    """Return an address that leads to the web, None for any other: a link must not run a script."""
    return url if url and _WEB.fullmatch(url) else None
