"""A base in which every key of the format is used once, and what signs mean something to others."""

from pathlib import Path
from textwrap import dedent

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.loading.loader import load

FULL = r"""
sources:
  - id: gazette
    publisher: The <b>Gazette</b>
    title: "The bridge_toll_ [and] *more*"
    published: 2024-03-01
    authors: [Ann Ash, Bo Birk]
    url: https://gazette.example/bridge?a=1&b=(2)
    relays: Reuters
  - id: courier
    publisher: Courier
    title: Ferries
    published: 2023
    retracted: {on: 2024-04-01, note: "It was & is wrong."}
entities:
  - {id: tom-lind, name: Tom Lind, kind: person, aliases: [Lind]}
  - {id: council, name: City Council, kind: organisation}
  - {id: north-bridge, name: North Bridge, kind: place}
  - {id: harbour-act, name: Harbour Act, kind: law}
facts:
  - id: north-bridge-toll
    question: How much is the toll on North Bridge?
    phrasings: [what does it cost to cross the North Bridge, north bridge toll]
    answer: |
      Cars pay *4* dollars on <North Bridge>; see [here](http://x.example) & ask @everyone :car:.

      1. Lorries pay #8
      - a `coach` pays 6
      ---
    status: disputed
    as_of: 2024-03-01
    happened: 2024-03
    entities: [tom-lind, council, north-bridge, harbour-act]
    topics: [tolls, bridges]
    citations:
      - source: gazette
        via: the city council
        supports: the price
        quote: "four dollars, _not_ more"
        where: paragraph 4
        archive: https://archive.example/1
        accessed: 2024-03-02
      - {source: courier}
    positions:
      - {by: tom-lind, says: "it's | free", on: 2024-02-28, source: gazette}
      - {by: council, says: it is four dollars}
      - {by: north-bridge, says: nothing}
      - {by: A reader, says: it is five dollars}
    corrections:
      - {on: 2024-03-05, note: "An earlier version said 3 dollars."}
    related: [ferry-first-trip]
  - id: ferry-first-trip
    question: When did the ferry make its first trip?
    phrasings: [ferry maiden voyage date, when did the boat service begin]
    answer: The ferry first sailed on 5 May 2021.
    status: confirmed
    as_of: 2024-03-01
    happened: 2021-05/2021-06
    citations: [{source: courier}]
"""


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    """Return the matcher over that base."""
    folder: Path = tmp_path_factory.mktemp("full") / "base"
    folder.mkdir()
    (folder / "all.yaml").write_text(dedent(FULL), "utf-8")
    return Matcher(load(folder))
