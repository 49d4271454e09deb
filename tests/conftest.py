"""A small town's fact base, written out as files, and the matcher over it; the databases that a desk may keep."""

import os
import uuid
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from shutil import copytree
from textwrap import dedent

import pytest
from hypothesis import settings

from knowledge.decision.matcher import Matcher
from knowledge.loading.loader import load
from knowledge.service.folders import default_cache_folder

# How long an example takes tells of the machine and what else it does, not of the code.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

SOURCES = """
sources:
  - id: gazette-2024-03-01
    publisher: Northfield Gazette
    title: The bridge, the ferry and the mayor
    published: 2024-03-01
    url: https://gazette.example/bridge
"""

ENTITIES = """
entities:
  - {id: anna-berg, name: Anna Berg, kind: person, aliases: [Berg, the mayor, Mayor Berg]}
  - {id: tom-lind, name: Tom Lind, kind: person, aliases: [Lind, the harbour master, harbor master]}
  - {id: north-bridge, name: North Bridge, kind: place, aliases: [the northern bridge]}
  - {id: south-bridge, name: South Bridge, kind: place, aliases: [the southern bridge]}
synonyms:
  - [toll, fee, charge, price]
  - [fire, sack, dismiss]
"""

FACTS = """
facts:
  - id: north-bridge-toll
    question: How much is the toll on North Bridge?
    phrasings:
      - what does it cost to cross the North Bridge
      - north bridge toll
      - is there a fee on the northern bridge
      - how much do drivers pay on North Bridge
    not:
      - Which bank collects the toll on North Bridge?
    answer: Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported.
    status: confirmed
    as_of: 2024-03-01
    happened: 2024-03
    citations:
      - {source: gazette-2024-03-01, via: the city council}
  - id: ferry-first-trip
    question: When did the ferry make its first trip?
    phrasings:
      - since when has the ferry been running
      - ferry maiden voyage date
      - when did the boat service begin
    answer: The ferry first sailed on 5 May 2021.
    status: confirmed
    as_of: 2024-03-01
    happened: 2021-05-05
    citations:
      - source: gazette-2024-03-01
  - id: mayor-dismissed-lind
    question: Why did Anna Berg dismiss Tom Lind?
    phrasings:
      - reason the mayor fired the harbour master
      - why was Lind sacked by Berg
      - what made the mayor let the harbour master go
    answer: >-
      Anna Berg dismissed Tom Lind over unpaid harbour dues, three council members told the Gazette. Lind denies it.
    status: disputed
    as_of: 2024-03-01
    entities: [anna-berg, tom-lind]
    citations:
      - source: gazette-2024-03-01
    positions:
      - {by: tom-lind, says: "he paid every bill", on: 2024-02-28, source: gazette-2024-03-01}
"""

WriteBase = Callable[..., Path]


@pytest.fixture
def write_base(tmp_path: Path) -> WriteBase:
    """Return a function that writes files, named by keyword (``facts=...`` becomes facts.yaml), into a new folder."""

    def write(**files: str) -> Path:
        folder = tmp_path / "base"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def odd_folder(write_base: WriteBase) -> Path:
    """Return a base with a phrasing that would find another fact, were it not stored."""
    return write_base(
        all="""
        sources:
          - {id: gazette, publisher: Gazette, title: The bridge, published: 2024-03-01}
        facts:
          - id: bridge-toll
            question: How much is the toll on the bridge?
            phrasings: [what do drivers pay to cross the bridge, bridge toll price, what does crossing the bridge cost]
            answer: Cars pay 4 dollars on the bridge.
            citations: [{source: gazette}]
          - id: ferry-first-trip
            question: When did the ferry make its first trip?
            phrasings: [ferry maiden voyage, what do cars pay to cross the bridge, since when has the ferry run]
            answer: The ferry first sailed on 5 May 2021.
            citations: [{source: gazette}]
        """
    )


@pytest.fixture
def base_folder(town_folder: Path, tmp_path: Path) -> Path:
    """Return the folder of a copy of the town's fact base that a test may change."""
    return Path(copytree(town_folder, tmp_path / "base"))


@pytest.fixture(scope="session")
def town_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the town's fact base; tests must not change it."""
    folder = tmp_path_factory.mktemp("town") / "base"
    folder.mkdir()
    for name, text in (("sources", SOURCES), ("entities", ENTITIES), ("facts", FACTS)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def town(town_folder: Path) -> Matcher:
    """Return the matcher over the town's fact base."""
    return Matcher(load(town_folder))


@pytest.fixture(scope="session")
def kept_matchers() -> Path:
    """Return the folder where matchers of bases that nobody changes are kept: building the bundled one takes minutes.

    It is the one that the tests were started with, so what a command has built there before is not built again.
    """
    return default_cache_folder()


POSTGRES = "FACTBOT_TEST_POSTGRES"
NO_POSTGRES = (
    f"no PostgreSQL to test with: `.ci/postgres start DIR` prints the URL to set {POSTGRES} to, as .ci/run does"
)


@pytest.fixture(params=["sqlite", "postgresql"])
async def either_store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Return the URL of a store that is not there yet: a file, and a database of its own in a real PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'state' / 'factbot.sqlite'}"
        return
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(NO_POSTGRES)
    import asyncpg

    name = f"test_{uuid.uuid4().hex[:12]}"
    connection = await asyncpg.connect(server)
    await connection.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await connection.close()
