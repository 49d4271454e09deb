"""What may stand in the file of a draft: as in a base, but with room for what is missing or not right yet.

Each text is as short as the field of the form that it is to stand in, so that no form cuts it.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic import StringConstraints as Text

from bot.desk.drafting import LONGEST_DAY, LONGEST_SOURCE, MOST_SOURCES
from knowledge.loading.values import ANSWER_LIMIT, LINE_LIMIT, QUESTION_LIMIT, Id
from knowledge.statuses import Status

# Items of a list of a draft. More than twelve wordings bring little; each is asked of the whole base in every preview.
MOST_ITEMS = 100
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
DELETE = "delete the invisible character"


def _readable(text: str) -> str:
    if CONTROL.search(text):
        raise ValueError(f"with an invisible control character; {DELETE}")
    return text


def _on_one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("over several lines; write it on one")
    return _readable(text)


_Line = Annotated[str, Text(strip_whitespace=True, max_length=LINE_LIMIT), AfterValidator(_on_one_line)]
_Question = Annotated[str, Text(strip_whitespace=True, max_length=QUESTION_LIMIT), AfterValidator(_on_one_line)]
_Address = Annotated[str, Text(strip_whitespace=True, max_length=LONGEST_SOURCE), AfterValidator(_on_one_line)]
_Day = Annotated[str, Text(strip_whitespace=True, max_length=LONGEST_DAY), AfterValidator(_on_one_line)]
_Lines = Annotated[tuple[_Line, ...], Field(max_length=MOST_ITEMS)]
_Questions = Annotated[tuple[_Question, ...], Field(max_length=MOST_ITEMS)]


class RecordInFile(BaseModel):
    """A part of such a file; nothing but its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceInFile(RecordInFile):
    """A report that the draft brings along."""

    id: Id
    publisher: _Line = ""
    title: _Line = ""
    published: _Day = ""
    url: _Address = ""


class CitationInFile(RecordInFile):
    """What one source gives for the answer."""

    source: _Line
    supports: _Line = ""
    via: _Line = ""
    quote: _Line = ""
    where: _Line = ""
    archive: _Address = ""
    accessed: _Day = ""


class PositionInFile(RecordInFile):
    """Who says what."""

    by: _Line = ""
    says: _Line = ""
    on: _Day = ""
    source: _Line = ""


class CorrectionInFile(RecordInFile):
    """A note to readers."""

    on: _Day = ""
    note: Annotated[str, Text(max_length=LINE_LIMIT), AfterValidator(_readable)]


class FactInFile(RecordInFile):
    """The fact that is drafted."""

    id: Id | None = None
    question: _Question = ""
    phrasings: _Questions = ()
    not_: Annotated[_Questions, Field(alias="not")] = ()
    answer: Annotated[str, Text(max_length=ANSWER_LIMIT), AfterValidator(_readable)] = ""
    status: Status = "reported"
    as_of: _Day = ""
    happened: _Day = ""
    entities: _Lines = ()
    topics: _Lines = ()
    citations: Annotated[tuple[CitationInFile, ...], Field(max_length=MOST_ITEMS)] = ()
    positions: Annotated[tuple[PositionInFile, ...], Field(max_length=MOST_ITEMS)] = ()
    related: _Lines = ()
    corrections: Annotated[tuple[CorrectionInFile, ...], Field(max_length=MOST_ITEMS)] = ()
    # What a file leaves out of these is left to the fact, so that no embargo is lifted by a line that is missing.
    review_by: _Day | None = None
    publish_at: _Day | None = None
    draft: _Day | None = None
    audience: _Day | None = None


class DraftFile(RecordInFile):
    """A file of one fact with its sources; more than one are told by whoever reads it."""

    sources: Annotated[tuple[SourceInFile, ...], Field(max_length=MOST_SOURCES)] = ()
    facts: Annotated[tuple[FactInFile, ...], Field(min_length=1, max_length=MOST_ITEMS)]
