"""The locks hold all that pyproject.toml asks for, and it asks for all that is imported."""

import ast
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUN: list[str] = PROJECT["dependencies"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
OURS = {"factbot", "bot", "knowledge", "tests"}


def asked_for(lines: list[str]) -> list[Requirement]:
    requirements = [Requirement(line) for line in lines]
    return [one for one in requirements if one.name not in OURS]


def entries(lock: str) -> list[str]:
    """Return the entries of a lock: a requirement, and below it its hashes."""
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    return re.findall(r"^[a-z0-9].*(?:\n +--hash=.*)*", text, re.MULTILINE)


def locked(lock: str) -> dict[str, Requirement]:
    """Return each locked package that this machine would get."""
    requirements = [Requirement(entry.partition("\\")[0].strip()) for entry in entries(lock)]
    return {canonicalize_name(one.name): one for one in requirements if one.marker is None or one.marker.evaluate()}


@pytest.mark.parametrize(
    ("lock", "lines"),
    [
        pytest.param("run.txt", RUN, id="run"),
        pytest.param("postgres.txt", [*RUN, *EXTRAS["postgres"]], id="postgres"),
        pytest.param("mcp.txt", [*RUN, *EXTRAS["mcp"]], id="mcp"),
        pytest.param("dev.txt", [*RUN, *EXTRAS["dev"], *EXTRAS["postgres"], *EXTRAS["mcp"]], id="dev"),
    ],
)
def test_a_lock_holds_what_is_asked_for(lock: str, lines: list[str]) -> None:
    held = locked(lock)

    for wanted in asked_for(lines):
        (pin,) = held[canonicalize_name(wanted.name)].specifier
        assert pin.operator == "=="
        assert wanted.specifier.contains(pin.version), f"{wanted} is locked at {pin.version}: run .ci/lock"


@pytest.mark.parametrize("lock", ["run.txt", "postgres.txt", "mcp.txt", "dev.txt"])
def test_a_lock_has_hashes_and_names_no_index(lock: str) -> None:
    assert [entry for entry in entries(lock) if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|^--|@ ", (ROOT / "requirements" / lock).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("lock", ["run.txt", "postgres.txt", "mcp.txt", "dev.txt"])
def test_what_another_package_asks_for_is_pinned_with_its_extras(lock: str) -> None:
    """One that is pinned without gets the newest release from pip, which it then refuses for want of a hash."""
    held = locked(lock)
    for pinned in held.values():
        try:
            lines = requires(pinned.name) or []
        except PackageNotFoundError:
            continue  # not installed here: what it asks for nobody can tell
        for wanted in map(Requirement, lines):
            asked = [{"extra": extra} for extra in ("", *pinned.extras)]
            if wanted.marker is None or any(map(wanted.marker.evaluate, asked)):
                assert wanted.extras <= held[canonicalize_name(wanted.name)].extras, f"{pinned.name} asks for {wanted}"


def pinned(lock: str) -> dict[str, str]:
    """Return what is pinned to which version; an extra may want on more platforms what is wanted on some anyway."""
    return {name: f"{one.specifier} {sorted(one.extras)}" for name, one in locked(lock).items()}


def test_the_locks_agree() -> None:
    for extra in ("postgres.txt", "mcp.txt"):
        assert pinned("run.txt").items() <= pinned(extra).items() <= pinned("dev.txt").items()


def test_all_that_is_imported_is_asked_for() -> None:
    files = [path for room in ("bot", "knowledge") for path in (ROOT / room).rglob("*.py")]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    tops = {name.partition(".")[0] for name in names} - OURS - sys.stdlib_module_names
    # What is not installed here, as the extra for benchmarks may be, goes by the name that it is imported by.
    homes = packages_distributions()
    declared = {
        canonicalize_name(one.name) for one in asked_for([*RUN, *EXTRAS["bench"], *EXTRAS["postgres"], *EXTRAS["mcp"]])
    }

    assert {top for top in tops if declared.isdisjoint(map(canonicalize_name, homes.get(top, [top])))} == set()
