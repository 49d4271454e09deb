"""What somebody reads who begins a base of a newsroom's own."""

import shlex
from collections.abc import Iterator
from pathlib import Path

EXAMPLE_QUESTION = "How much is the toll on North Bridge?"
_EXAMPLES = {"newsroom": "The Northfield Gazette", "subject": "the North Bridge", "contact": "desk@gazette.example"}


def setting(key: str, value: str | None) -> str:
    """Return the line of the configuration that says ``key``; without a value an example that says nothing yet."""
    if value is None:
        return f"# {key}: {_EXAMPLES[key]}"
    # A quote within quotes is doubled in YAML.
    return f"{key}: '{value.replace(chr(39), chr(39) * 2)}'"


def made(folder: Path) -> Iterator[str]:
    """Yield what was made, and the next three commands."""
    yield f"made {folder}: config.yaml, .gitignore, and facts/ with three examples that explain themselves"
    yield "now go there, see that it answers, and what is still to do before it runs on Discord:"
    yield f"  cd {shlex.quote(str(folder))}"
    yield f"  factbot ask {shlex.quote(EXAMPLE_QUESTION)}"
    yield "  factbot doctor"


def not_empty(folder: Path) -> str:
    """Return why no base is begun in a folder that holds something."""
    return f"{folder} is not empty; name a new folder, and nothing of yours is overwritten"


def not_writable(folder: Path, reason: str) -> str:
    """Return why no base can be begun in a folder."""
    return f"{folder} cannot be written ({reason.lower()}); name another folder, or let yourself write there"
