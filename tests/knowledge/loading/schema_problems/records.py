"""One sound record of each kind, and what each fault of a record is answered with."""

from datetime import date, timedelta

SOURCE = """\
sources:
  - id: gazette
    publisher: Northfield Gazette
    title: Tolls and ferries
    published: 2024-03-01
    authors: [Eva Holm]
    url: https://gazette.example/tolls
"""

ENTITY = """\
entities:
  - id: north-bridge
    name: North Bridge
    kind: place
    aliases: [the northern bridge]
"""

FACT = """\
facts:
  - id: toll
    question: How much is the toll on North Bridge?
    answer: Cars pay 4 dollars.
    citations:
      - source: gazette
"""

YEAR_MONTH_DAY = "write a year, month or day such as 2026, 2026-03 or 2026-03-01"
ID = "use lower-case letters, digits and hyphens"
STATUSES = "use one of confirmed, reported, denied, disputed or unresolved"
KINDS = "use one of person, organisation, place, event, law or work"
SPELLING = "remove it or fix its spelling"
SHORTEN = "shorten it or split the fact"
FILL_IN = "fill it in or remove the line"
ADDRESS = "write one that starts with https:// or http://"
ONE_TEXT = "write it as one text"
LINES = "write it as 'key: value'"
FUTURE = (date.today() + timedelta(days=3)).isoformat()  # noqa: DTZ011  the loader's calendar day
