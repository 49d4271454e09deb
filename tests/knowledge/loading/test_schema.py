from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from knowledge.loading.schema import BaseFile, FactRecord, SourceRecord, json_schema
from knowledge.loading.values import (
    ANSWER_LIMIT,
    CheckedDay,
    Id,
    PartialDate,
    Span,
    WebAddress,
)

LEAST_FACT = {"id": "toll", "question": "How much is it?", "answer": "4 dollars.", "citations": [{"source": "gazette"}]}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(Id, "toll", id="id-word"),
        pytest.param(Id, "toll-2024-03", id="id-hyphens"),
        pytest.param(Id, "7", id="id-digit"),
        pytest.param(Id, "a" * 80, id="id-longest"),
        pytest.param(PartialDate, "2024", id="year"),
        pytest.param(PartialDate, "2024-03", id="month"),
        pytest.param(PartialDate, "2024-02-29", id="leap-day"),
        pytest.param(Span, "2016", id="span-of-one-year"),
        pytest.param(Span, "2016-04/2016-11", id="span-of-months"),
        pytest.param(Span, "2016-12-29/2016-12-29", id="span-of-one-day"),
        pytest.param(Span, "2016/2016-11-08", id="span-of-mixed-precision"),
        pytest.param(Span, "2016-11-08/2016", id="span-into-the-same-year"),
        pytest.param(WebAddress, "https://gazette.example/bridge?a=b#c", id="https"),
        pytest.param(WebAddress, "http://gazette.example", id="http"),
    ],
)
def test_value_is_accepted_as_written(kind: Any, text: str) -> None:
    value = TypeAdapter(kind).validate_python(text)

    assert value == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(Id, "", id="id-empty"),
        pytest.param(Id, "Toll", id="id-capital"),
        pytest.param(Id, "north bridge", id="id-space"),
        pytest.param(Id, "north_bridge", id="id-underscore"),
        pytest.param(Id, "-toll", id="id-starts-with-hyphen"),
        pytest.param(Id, "toll-", id="id-ends-with-hyphen"),
        pytest.param(Id, "north--bridge", id="id-double-hyphen"),
        pytest.param(Id, "brücke", id="id-accent"),
        pytest.param(Id, "toll\n", id="id-line-end"),
        pytest.param(Id, "a" * 81, id="id-too-long"),
        pytest.param(PartialDate, "", id="date-empty"),
        pytest.param(PartialDate, "24", id="date-two-digits"),
        pytest.param(PartialDate, "2024-3", id="date-unpadded"),
        pytest.param(PartialDate, "2024-13", id="date-month-13"),
        pytest.param(PartialDate, "2023-02-29", id="date-no-leap-day"),
        pytest.param(PartialDate, "2024-03-01T10:00", id="date-with-time"),
        pytest.param(PartialDate, "March 2024", id="date-in-words"),
        pytest.param(PartialDate, "0000", id="date-year-zero"),
        pytest.param(PartialDate, "٢٠٢٤", id="date-other-digits"),
        pytest.param(Span, "2016/", id="span-open-end"),
        pytest.param(Span, "/2016", id="span-open-start"),
        pytest.param(Span, "2016/2017/2018", id="span-of-three"),
        pytest.param(Span, "2017/2016", id="span-backwards"),
        pytest.param(Span, "2016-11/2016-04", id="span-months-backwards"),
        pytest.param(Span, "2016-11-08/2016-10", id="span-backwards-mixed"),
        pytest.param(WebAddress, "ftp://gazette.example/a", id="url-ftp"),
        pytest.param(WebAddress, "javascript:alert(1)", id="url-javascript"),
        pytest.param(WebAddress, "gazette.example", id="url-without-scheme"),
        pytest.param(WebAddress, "https://gazette.example/a b", id="url-space"),
        pytest.param(WebAddress, "https://gazette.example/a\nb", id="url-line-end"),
        pytest.param(WebAddress, " https://gazette.example", id="url-leading-space"),
        pytest.param(WebAddress, "https://", id="url-without-host"),
    ],
)
def test_value_is_refused(kind: Any, text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize("ahead", [pytest.param(0, id="today"), pytest.param(1, id="tomorrow-elsewhere-on-earth")])
def test_day_of_the_last_check_may_be_today(ahead: int) -> None:
    day = date.today() + timedelta(days=ahead)  # noqa: DTZ011  the schema's calendar day

    assert TypeAdapter(CheckedDay).validate_python(day.isoformat()) == day


def test_day_of_the_last_check_may_not_be_ahead() -> None:
    day = date.today() + timedelta(days=3)  # noqa: DTZ011  the schema's calendar day

    with pytest.raises(ValidationError, match="in the future"):
        TypeAdapter(CheckedDay).validate_python(day.isoformat())


def test_least_fact_has_the_default_status_and_no_date() -> None:
    fact = FactRecord.model_validate(LEAST_FACT)

    assert fact.status == "reported"
    assert fact.as_of is None


@pytest.mark.parametrize("length", [pytest.param(1, id="shortest"), pytest.param(ANSWER_LIMIT, id="longest")])
def test_answer_may_be_as_long_as_the_limit(length: int) -> None:
    fact = FactRecord.model_validate(LEAST_FACT | {"answer": "x" * length})

    assert len(fact.answer) == length


def test_space_around_an_answer_does_not_count() -> None:
    fact = FactRecord.model_validate(LEAST_FACT | {"answer": "  " + "x" * ANSWER_LIMIT + "\n"})

    assert fact.answer == "x" * ANSWER_LIMIT


def test_answer_limit_is_the_one_of_the_format() -> None:
    assert ANSWER_LIMIT == 1500


def test_records_are_frozen() -> None:
    source = SourceRecord(id="gazette", publisher="Gazette", title="Tolls", published="2024")

    with pytest.raises(ValidationError):
        source.title = "Ferries"


def test_json_schema_names_its_dialect_and_what_a_file_may_have() -> None:
    schema = json_schema()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == {"sources", "entities", "synonyms", "facts", "review_after"}
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    ("record", "required"),
    [
        pytest.param("SourceRecord", {"id", "publisher", "title", "published"}, id="source"),
        pytest.param("EntityRecord", {"id", "name", "kind"}, id="entity"),
        pytest.param("OfficeRecord", {"title"}, id="office"),
        pytest.param("FactRecord", {"id", "question", "answer", "citations"}, id="fact"),
        pytest.param("CitationRecord", {"source"}, id="citation"),
        pytest.param("PositionRecord", {"by", "says"}, id="position"),
        pytest.param("CorrectionRecord", {"on", "note"}, id="correction"),
    ],
)
def test_json_schema_requires_the_least_that_loads(record: str, required: set[str]) -> None:
    definition = json_schema()["$defs"][record]

    assert set(definition["required"]) == required
    assert definition["additionalProperties"] is False


@pytest.mark.parametrize(
    ("record", "key"),
    [pytest.param("FactRecord", "not", id="near-misses"), pytest.param("OfficeRecord", "from", id="from")],
)
def test_json_schema_calls_keys_as_editors_write_them(record: str, key: str) -> None:
    properties = json_schema()["$defs"][record]["properties"]

    assert key in properties
    assert f"{key}_" not in properties


def test_file_without_any_list_is_empty() -> None:
    file = BaseFile.model_validate({})

    assert (file.sources, file.entities, file.synonyms, file.facts) == ((), (), (), ())
