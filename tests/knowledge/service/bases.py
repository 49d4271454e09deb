"""Small bases to reload, each in a text."""

from pathlib import Path

SOURCES = """\
sources:
  - {id: gazette, publisher: Northfield Gazette, title: Tolls, published: 2024-03-01}
"""
TOLL = """\
  - id: toll
    question: How much is the toll on the bridge?
    phrasings: [what does it cost to cross the bridge, bridge toll]
    answer: Cars pay 4 dollars.
    citations: [{source: gazette}]
"""
FERRY = """\
  - id: ferry
    question: When does the ferry sail?
    phrasings: [ferry timetable]
    answer: The ferry sails at noon.
    citations: [{source: gazette}]
"""
BUS = """\
  - id: bus
    question: Who drives the night bus?
    phrasings: [night bus driver]
    answer: Eva Holm drives the night bus.
    citations: [{source: gazette}]
"""
# Two of these five facts have one wording each, and those are nearly the same.
FIVE = (
    """\
  - id: bridge-toll
    question: How much is the toll on the bridge?
    phrasings: [what does it cost to cross the bridge, bridge toll, what do drivers pay on the bridge]
    answer: Cars pay 4 dollars on the bridge.
    citations: [{source: gazette}]
""",
    """\
  - id: harbour-works
    question: Why were the works at the harbour stopped?
    answer: The works stopped because the money was spent.
    citations: [{source: gazette}]
""",
    """\
  - id: ferry-first-trip
    question: When did the ferry make its first trip?
    phrasings: [since when has the ferry been running, first trip of the ferry, when did the ferry first sail]
    answer: The ferry first sailed on 5 May 2021.
    citations: [{source: gazette}]
""",
    """\
  - id: night-bus
    question: Who drives the night bus?
    phrasings: [name of the night bus driver, who is the driver of the night bus, who is at the wheel of the night bus]
    answer: Eva Holm drives the night bus.
    citations: [{source: gazette}]
""",
    """\
  - id: school-works
    question: Why were the works at the school stopped?
    answer: The works stopped because asbestos was found.
    citations: [{source: gazette}]
""",
)
BROKEN = "facts: [\n"
ASKED = "how long is the ferry trip to the island"
MARKERS = ("amber", "violet")


def base(*facts: str) -> str:
    return SOURCES + "facts:\n" + "".join(facts)


def marked_base(marker: str) -> str:
    return f"""\
sources:
  - {{id: {marker}-gazette, publisher: Gazette, title: The {marker} ferry, published: 2024-03-01}}
facts:
  - id: {marker}-trip
    question: How long does the {marker} ferry take?
    phrasings: [{ASKED}]
    answer: The {marker} ferry takes an hour.
    citations: [{{source: {marker}-gazette}}]
  - id: {marker}-mayor
    question: Who was the mayor in the {marker} year?
    phrasings: [name of the mayor]
    answer: Anna Berg was, in the {marker} year.
    citations: [{{source: {marker}-gazette}}]
"""


def with_near_miss(town_folder: Path, folder: Path, line: str) -> Path:
    """Write the town's base with another near miss of the toll into a new folder, and return it."""
    folder.mkdir()
    for path in town_folder.iterdir():
        text = path.read_text(encoding="utf-8").replace("Which bank collects the toll on North Bridge?", line)
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder
