import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import FactBaseError, Problem
from knowledge.loading.files import FILE_LIMIT_BYTES, fingerprint
from knowledge.loading.loader import bundled_folder, load
from knowledge.model import Citation, Office, Source

WriteBase = Callable[..., Path]
Prepare = Callable[[Path], None]
NOBODY = 65534

SOURCES = """\
sources:
  - {id: gazette, publisher: Northfield Gazette, title: Tolls, published: 2016}
"""

FACTS = """\
facts:
  - id: toll
    question: How much is the toll?
    answer: Cars pay 4 dollars.
    citations: [{source: gazette}]
"""

ALL_LISTS = "sources, entities, synonyms, facts"
ENOUGH = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(FactBaseError) as refusal:
        load(folder)
    return list(refusal.value.problems)


def loads_or_refuses(files: dict[str, bytes]) -> bool:
    with TemporaryDirectory() as parent:
        folder = Path(parent) / "base"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        try:
            base = load(folder)
        except FactBaseError as error:
            return bool(error.problems) and "" not in {part for p in error.problems for part in (p.what, p.remedy)}
        return bool(base.facts)


def dangling_link(folder: Path) -> None:
    (folder / "x.yaml").symlink_to(folder / "gone.txt")


def folder_named_like_a_file(folder: Path) -> None:
    (folder / "x.yaml").mkdir()


def fifo(folder: Path) -> None:
    os.mkfifo(folder / "x.yaml")


def link_out(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    outside.write_text(SOURCES, encoding="utf-8")
    (folder / "x.yaml").symlink_to(outside)


def dangling_link_out(folder: Path) -> None:
    (folder / "x.yaml").symlink_to(folder.parent / "gone.yaml")


def too_large(folder: Path) -> None:
    with (folder / "x.yaml").open("wb") as file:
        file.truncate(FILE_LIMIT_BYTES + 1)


def other_ending(folder: Path) -> None:
    (folder / "x.yml").write_text(SOURCES, encoding="utf-8")


def text_file(content: str | bytes) -> Prepare:
    def write(folder: Path) -> None:
        (folder / "x.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


NOT_REGULAR = ("not a regular file", "remove it or replace it with a text file")
LEADS_OUT = ("a link that leads out of the fact base", "copy the file into the folder")
EMPTY = ("the file is empty", "add facts or delete the file")
NOT_UTF_8 = ("not UTF-8 text", "save the file as UTF-8")
NOT_MAPPING = ("not a mapping", f"start the file with one of {ALL_LISTS} and a colon")
NO_GROUP = ("a synonym group that is not a list of words", "write [word, word]")


@pytest.mark.parametrize(
    ("prepare", "file", "line", "what", "remedy"),
    [
        pytest.param(dangling_link, "x.yaml", 0, *NOT_REGULAR, id="dangling-link"),
        pytest.param(folder_named_like_a_file, "x.yaml", 0, *NOT_REGULAR, id="folder-named-like-a-file"),
        pytest.param(fifo, "x.yaml", 0, *NOT_REGULAR, id="fifo"),
        pytest.param(link_out, "x.yaml", 0, *LEADS_OUT, id="link-out"),
        pytest.param(dangling_link_out, "x.yaml", 0, *LEADS_OUT, id="dangling-link-out"),
        pytest.param(too_large, "x.yaml", 0, "larger than 16 MiB", "split it by topic", id="over-16-mib"),
        pytest.param(other_ending, "x.yml", 0, "a file that would be overlooked",
                     "rename it: only names that end in .yaml are read", id="yml"),
        pytest.param(text_file(""), "x.yaml", 0, *EMPTY, id="empty-file"),
        pytest.param(text_file("# tolls\n# to be written\n"), "x.yaml", 0, *EMPTY, id="comments-only"),
        pytest.param(text_file("---\n"), "x.yaml", 0, *EMPTY, id="document-mark-only"),
        pytest.param(text_file("[]\n"), "x.yaml", 0, *EMPTY, id="empty-list"),
        pytest.param(text_file("# toll\n# tölls\n".encode("latin-1")), "x.yaml", 2, *NOT_UTF_8, id="latin-1"),
        pytest.param(text_file(SOURCES.encode("utf-16")), "x.yaml", 1, *NOT_UTF_8, id="utf-16"),
        pytest.param(text_file("the toll is 4 dollars\n"), "x.yaml", 1, *NOT_MAPPING, id="prose"),
        pytest.param(text_file("- id: toll\n"), "x.yaml", 1, *NOT_MAPPING, id="list-at-the-top"),
        pytest.param(text_file("# tolls\nfact: []\n"), "x.yaml", 2, "unknown key 'fact'",
                     "did you mean 'facts'?", id="unknown-list"),
        pytest.param(text_file("tolls: []\n"), "x.yaml", 1, "unknown key 'tolls'",
                     f"remove it or use one of {ALL_LISTS}", id="list-like-none"),
        pytest.param(text_file("synonyms: []\nentities: tolls\n"), "x.yaml", 2, "'entities' is not a list",
                     "begin each entry with '- '", id="list-is-text"),
        pytest.param(text_file("facts:\n"), "x.yaml", 1, "'facts' is not a list", "begin each entry with '- '",
                     id="list-is-nothing"),
        pytest.param(text_file("facts:\n  toll: {id: toll}\n"), "x.yaml", 1, "'facts' is not a list",
                     "begin each entry with '- '", id="list-is-a-mapping"),
        pytest.param(text_file("facts:\n  - toll\n"), "x.yaml", 2, "an entry of 'facts' that is not a mapping",
                     "write it as 'key: value'", id="entry-is-text"),
        pytest.param(text_file("sources:\n  - [id, toll]\n"), "x.yaml", 2,
                     "an entry of 'sources' that is not a mapping", "write it as 'key: value'", id="entry-is-a-list"),
        pytest.param(text_file("synonyms:\n  - [toll, fee]\n  - toll, charge\n"), "x.yaml", 3, *NO_GROUP,
                     id="synonyms-as-text"),
        pytest.param(text_file("synonyms:\n  - {toll: fee}\n"), "x.yaml", 2, *NO_GROUP, id="synonyms-as-mapping"),
        pytest.param(text_file("synonyms:\n  - [toll, ' ']\n"), "x.yaml", 2, *NO_GROUP, id="synonym-without-letters"),
        pytest.param(text_file("synonyms:\n  - [toll, [fee]]\n"), "x.yaml", 2, *NO_GROUP, id="synonyms-nested"),
        pytest.param(text_file("synonyms:\n  - [toll]\n"), "x.yaml", 2, "a synonym group of one word",
                     "add another word or remove it", id="synonym-alone"),
        pytest.param(text_file("synonyms:\n  - [toll, fee]\n---\nfacts: []\n"), "x.yaml", 3,
                     "a second document starts ('---')", "put it into a file of its own", id="second-document"),
        pytest.param(text_file("synonyms: [[toll, fee]\n"), "x.yaml", 1, "a [ that is not closed",
                     "close it, or, if a text begins with it, put the text in quotes", id="broken-yaml"),
    ],
)  # fmt: skip
def test_file_is_refused_with_place_and_remedy(  # noqa: PLR0913  the columns of the table
    write_base: WriteBase, prepare: Prepare, file: str, line: int, what: str, remedy: str
) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    prepare(folder)

    problems = problems_of(folder)

    assert problems == [Problem(f"base/{file}", line, what, remedy)]


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    problems = problems_of(tmp_path / "base")

    assert problems == [
        Problem(str(tmp_path / "base"), 0, "the fact base does not exist", "name a folder with *.yaml files")
    ]


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    path.write_text(SOURCES + FACTS, encoding="utf-8")

    problems = problems_of(path)

    assert problems == [Problem(str(path), 0, "the fact base is not a folder", "name a folder with *.yaml files")]


def test_empty_folder_is_refused(write_base: WriteBase) -> None:
    problems = problems_of(write_base())

    assert problems == [Problem("base", 0, "no *.yaml file in this folder", "add one, or name another folder")]


def test_folder_without_facts_is_refused(write_base: WriteBase) -> None:
    problems = problems_of(write_base(sources=SOURCES))

    assert problems == [Problem("base", 0, "no facts in this folder", "add a *.yaml file with a 'facts:' list")]


def test_empty_folder_named_by_a_dot_has_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    (problem,) = problems_of(Path())

    assert problem.file


def test_link_to_itself_is_refused(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    (folder / "x.yaml").symlink_to("x.yaml")

    problems = problems_of(folder)

    assert [problem.file for problem in problems] == ["base/x.yaml"]


def test_file_name_that_is_no_text_is_refused(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.yaml")).write_text(SOURCES, encoding="utf-8")

    problems = problems_of(folder)

    assert problems


def test_folder_with_a_name_too_long_is_refused(tmp_path: Path) -> None:
    problems = problems_of(tmp_path / ("x" * 300))

    assert len(problems) == 1


def test_folder_linked_from_outside_is_refused(write_base: WriteBase, tmp_path: Path) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    (tmp_path / "outside").mkdir()
    (folder / "more").symlink_to(tmp_path / "outside")

    problems = problems_of(folder)

    assert problems == [Problem("base/more", 0, "a link to a folder", "copy the folder's files here")]


def test_file_with_its_ending_in_capitals_is_refused(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    (folder / "TOLLS.YAML").write_text("facts: []\n", encoding="utf-8")

    problems = problems_of(folder)

    assert [problem.what for problem in problems] == ["a file that would be overlooked"]


def test_file_of_16_mib_is_read(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES)
    content = FACTS.encode()
    (folder / "x.yaml").write_bytes(content + b"#" * (FILE_LIMIT_BYTES - len(content)))

    base = load(folder)

    assert [fact.id for fact in base.facts] == ["toll"]


def test_link_within_the_folder_is_read(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES)
    (folder / "draft.txt").write_text(FACTS, encoding="utf-8")
    (folder / "facts.yaml").symlink_to("draft.txt")

    base = load(folder)

    assert [fact.id for fact in base.facts] == ["toll"]


def test_files_in_folders_below_are_read(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES)
    (folder / "facts" / "roads").mkdir(parents=True)
    (folder / "facts" / "roads" / "toll.yaml").write_text(FACTS, encoding="utf-8")

    base = load(folder)

    assert base.locations["toll"].file == "base/facts/roads/toll.yaml"
    assert base.locations["toll"].line == 2


@pytest.mark.parametrize("name", [pytest.param(".draft.yaml", id="file"), pytest.param(".git/x.yml", id="folder")])
def test_hidden_files_and_folders_are_left_alone(write_base: WriteBase, name: str) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("a: [", encoding="utf-8")

    base = load(folder)

    assert [fact.id for fact in base.facts] == ["toll"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf" + FACTS.encode(), id="byte-order-mark"),
        pytest.param(FACTS.replace("\n", "\r\n").encode(), id="windows-line-ends"),
        pytest.param(b"\xef\xbb\xbf" + FACTS.replace("\n", "\r\n").encode(), id="both"),
        pytest.param(FACTS.rstrip("\n").encode(), id="no-line-end-at-the-end"),
    ],
)
def test_what_editors_programs_write_is_read(write_base: WriteBase, content: bytes) -> None:
    folder = write_base(sources=SOURCES)
    (folder / "facts.yaml").write_bytes(content)

    base = load(folder)

    assert [fact.answer for fact in base.facts] == ["Cars pay 4 dollars."]


def test_windows_line_ends_do_not_shift_the_lines(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES)
    (folder / "facts.yaml").write_bytes(f"{FACTS}    awnser: 4\n".replace("\n", "\r\n").encode())

    problems = problems_of(folder)

    assert [(problem.line, problem.what) for problem in problems] == [(6, "unknown key 'awnser'")]


def test_least_that_loads_has_default_status_and_date(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)

    base = load(folder)

    (fact,) = base.facts
    assert (fact.id, fact.question, fact.answer) == ("toll", "How much is the toll?", "Cars pay 4 dollars.")
    assert fact.citations == (Citation("gazette"),)
    assert fact.status == "reported"
    assert fact.as_of == date(2016, 1, 1)
    assert base.sources == {"gazette": Source("gazette", "Northfield Gazette", "Tolls", "2016")}
    assert (base.entities, base.synonyms) == ((), ())


@pytest.mark.parametrize(
    ("published", "as_of"),
    [
        pytest.param(("2024-03-01",), date(2024, 3, 1), id="day"),
        pytest.param(("2024-03",), date(2024, 3, 1), id="month"),
        pytest.param(("2024-03-01", "2023-12-31"), date(2024, 3, 1), id="newest-first"),
        pytest.param(("2009-12-31", "2024", "2010-10-10"), date(2024, 1, 1), id="newest-in-the-middle"),
    ],
)
def test_as_of_is_the_date_of_the_newest_cited_source(
    write_base: WriteBase, published: tuple[str, ...], as_of: date
) -> None:
    lines = [f"  - {{id: s{at}, publisher: P, title: T, published: {day}}}" for at, day in enumerate(published)]
    never_cited = "  - {id: never-cited, publisher: P, title: T, published: 2025-01-01}"
    cited = ", ".join(f"{{source: s{at}}}" for at in range(len(published)))
    folder = write_base(
        sources="\n".join(["sources:", *lines, never_cited]), facts=FACTS.replace("{source: gazette}", cited)
    )

    base = load(folder)

    assert base.facts[0].as_of == as_of


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        pytest.param("No", "No", id="no"),
        pytest.param("true", "true", id="true"),
        pytest.param("1_000", "1_000", id="number"),
        pytest.param("2024-03-01", "2024-03-01", id="date"),
        pytest.param("'@everyone **4** <@123> ||dollars|| [pay](https://toll.example) `x` _y_'",
                     "@everyone **4** <@123> ||dollars|| [pay](https://toll.example) `x` _y_", id="discord-markup"),
        pytest.param("Brücke, “4 €” 🚗", "Brücke, “4 €” 🚗", id="beyond-ascii"),
        pytest.param('"one\\n\\ntwo"', "one\n\ntwo", id="paragraphs"),
    ],
)  # fmt: skip
def test_answer_is_kept_as_written(write_base: WriteBase, written: str, answer: str) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS.replace("Cars pay 4 dollars.", written))

    base = load(folder)

    assert base.facts[0].answer == answer


def test_year_of_publication_stays_text(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)

    base = load(folder)

    assert base.sources["gazette"].published == "2016"


def test_offices_are_loaded_with_what_is_known_of_them(write_base: WriteBase) -> None:
    entities = (
        "entities:\n  - id: northfield\n    name: Northfield\n    kind: place\n  - id: eva-holm\n    name: Eva Holm\n"
        "    kind: person\n    offices:\n      - {title: clerk}\n"
        "      - {title: mayor, whose: northfield, from: 2020, until: 2020-12-31}\n"
    )
    folder = write_base(sources=SOURCES, entities=entities, facts=FACTS)

    northfield, holm = load(folder).entities

    assert northfield.offices == ()
    assert holm.offices == (Office("clerk"), Office("mayor", "northfield", "2020", "2020-12-31"))


def test_town_is_loaded_whole(town_folder: Path) -> None:
    base = load(town_folder)

    toll, ferry, dismissed = base.facts
    assert toll.not_ == ("Which bank collects the toll on North Bridge?",)
    assert toll.citations == (Citation("gazette-2024-03-01", via="the city council"),)
    assert (toll.status, toll.as_of, toll.happened) == ("confirmed", date(2024, 3, 1), "2024-03")
    assert ferry.wordings[0] == "When did the ferry make its first trip?"
    assert dismissed.entities == ("anna-berg", "tom-lind")
    assert [(position.by, position.on) for position in dismissed.positions] == [("tom-lind", "2024-02-28")]
    assert base.entities[0].aliases == ("Berg", "the mayor", "Mayor Berg")
    assert base.synonyms == (("toll", "fee", "charge", "price"), ("fire", "sack", "dismiss"))


def test_shipped_facts_load() -> None:
    base = load(bundled_folder())

    assert base.facts


def test_problems_of_all_files_and_steps_come_in_one_pass(write_base: WriteBase) -> None:
    folder = write_base(
        a="sources:\n  - {id: gazette, publisher: P, title: T, published: never}\n",
        b="entities: [\n",
        c=FACTS + "    awnser: 4\n",
        d=FACTS.replace("toll", "ferry") + "    related: [ferry]\n",
        e=FACTS.replace("id: toll", "id: fee").replace("How much is the toll", "How much is the ferry"),
    )
    (folder / "f.yml").write_text("", encoding="utf-8")

    problems = problems_of(folder)

    assert [(problem.file, problem.line) for problem in problems] == [
        ("base/a.yaml", 2),
        ("base/b.yaml", 2),
        ("base/c.yaml", 6),
        ("base/e.yaml", 3),
        ("base/f.yml", 0),
    ]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"sources: [\n", id="broken"),
        pytest.param(b"sources: \xff\n", id="not-utf-8"),
        pytest.param(b"# nothing yet\n", id="empty"),
        pytest.param(b"just words\n", id="not-a-mapping"),
    ],
)
def test_ids_of_an_unreadable_file_are_not_unknown_elsewhere(write_base: WriteBase, content: bytes) -> None:
    folder = write_base(facts=FACTS)
    (folder / "sources.yaml").write_bytes(content)

    problems = problems_of(folder)

    assert [problem.file for problem in problems] == ["base/sources.yaml"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"synonyms: []\n---\n{SOURCES}", id="second-document"),
        pytest.param(f"synonyms: [{'[' * 12}{']' * 12}]\n{SOURCES}", id="nested-too-deep"),
        pytest.param(f"{SOURCES}sources: []\n", id="list-twice"),
        pytest.param("sources:\n  gazette: {publisher: P, title: T, published: 2024}\n", id="list-is-a-mapping"),
        pytest.param(SOURCES.replace("sources", "source"), id="list-misspelt"),
    ],
)  # fmt: skip
def test_ids_that_a_form_fault_hides_are_not_unknown_elsewhere(write_base: WriteBase, content: str) -> None:
    folder = write_base(facts=FACTS, sources=content)

    problems = problems_of(folder)

    assert {problem.file for problem in problems} == {"base/sources.yaml"}


def test_nothing_else_is_hidden_by_an_unreadable_file(write_base: WriteBase) -> None:
    folder = write_base(facts=f"{FACTS}    awnser: 4\n", sources="a: [")

    problems = problems_of(folder)

    assert [problem.file for problem in problems] == ["base/facts.yaml", "base/sources.yaml"]


def test_ten_thousand_facts_in_one_file_load(write_base: WriteBase) -> None:
    fact = FACTS.removeprefix("facts:\n")
    every = "".join(fact.replace("toll", f"toll-{at}", 1).replace("toll?", f"toll {at}?") for at in range(10_000))
    folder = write_base(sources=SOURCES)
    (folder / "facts.yaml").write_text(f"facts:\n{every}", encoding="utf-8")

    base = load(folder)

    assert len(base.facts) == 10_000
    assert base.facts[-1].question == "How much is the toll 9999?"


def test_progress_is_told_file_by_file(write_base: WriteBase) -> None:
    told: list[tuple[str, int, int]] = []

    load(write_base(sources=SOURCES, facts=FACTS), lambda *step: told.append(step))

    assert told == [("reading", 0, 2), ("reading", 1, 2)]


def test_fingerprint_is_the_version_of_the_loaded_base(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)

    version = fingerprint(folder)

    assert version == load(folder).version
    assert version


def rewrite(folder: Path) -> None:
    (folder / "facts.yaml").write_text(FACTS.replace("4", "5"), encoding="utf-8")


def rename(folder: Path) -> None:
    (folder / "facts.yaml").rename(folder / "tolls.yaml")


def add_a_file(folder: Path) -> None:
    (folder / "more.yaml").write_text("synonyms: []\n", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(rewrite, id="content"),
        pytest.param(rename, id="name"),
        pytest.param(add_a_file, id="another-file"),
    ],
)
def test_version_changes_with_the_files(write_base: WriteBase, change: Prepare) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    before = fingerprint(folder)

    change(folder)

    assert fingerprint(folder) not in (before, "")


@pytest.mark.parametrize("prepare", [pytest.param(link_out, id="link-out"), pytest.param(too_large, id="too-large")])
def test_base_that_cannot_be_read_has_no_fingerprint(write_base: WriteBase, prepare: Prepare) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    prepare(folder)

    assert fingerprint(folder) == ""


@ENOUGH
@given(text=st.text() | st.text(alphabet="aA0-:?[]{}&*!|>'\"#%@,.~ \n\t\r\x07\x85\u2028\ufeffé"))
def test_any_text_loads_or_is_refused(text: str) -> None:
    assert loads_or_refuses({"x.yaml": text.encode()})


@ENOUGH
@given(content=st.binary())
def test_any_bytes_load_or_are_refused(content: bytes) -> None:
    assert loads_or_refuses({"x.yaml": content})


WORDS = st.sampled_from(["gazette", "toll", "How much?", "2024-03-01", "2024", "person", "https://a.b", "", "'", "{0}"])
VALUES = st.recursive(
    WORDS | st.text(max_size=20) | st.integers() | st.none() | st.booleans() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = (
    "id publisher title published authors url relays name kind aliases question phrasings not answer status as_of "
    "happened entities topics citations positions related corrections offices whose from until"
).split()
RECORDS = st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), VALUES, max_size=8)
FILES = st.dictionaries(
    st.sampled_from(["sources", "entities", "synonyms", "facts"]) | st.text(max_size=5),
    st.lists(RECORDS | VALUES, max_size=3) | VALUES,
    max_size=4,
)


@ENOUGH
@given(file=FILES)
def test_any_mapping_loads_or_is_refused(file: dict[str, object]) -> None:
    assert loads_or_refuses({"x.yaml": yaml.safe_dump(file, allow_unicode=True).encode()})


@ENOUGH
@given(key=st.sampled_from(KEYS), value=VALUES, of=st.sampled_from(["sources", "entities", "facts"]))
def test_any_value_in_a_sound_entry_loads_or_is_refused(key: str, value: object, of: str) -> None:
    source = {"id": "gazette", "publisher": "Gazette", "title": "Tolls", "published": "2024"}
    entity = {"id": "bridge", "name": "Bridge", "kind": "place"}
    fact = {"id": "toll", "question": "How much?", "answer": "4.", "citations": [{"source": "gazette"}]}
    file: dict[str, list[dict[str, object]]] = {"sources": [{**source}], "entities": [{**entity}], "facts": [{**fact}]}
    file[of][0][key] = value

    assert loads_or_refuses({"x.yaml": yaml.safe_dump(file, allow_unicode=True).encode()})


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Lay down root's right to read every file."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


def test_file_without_read_permission_is_refused() -> None:
    # Not in tmp_path: above that folder an ordinary user may not even look.
    with TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        folder = Path(outer, "base")
        folder.mkdir()
        (folder / "sources.yaml").write_text(SOURCES)
        (folder / "sources.yaml").chmod(0)

        with as_ordinary_user():
            problems = problems_of(folder)

    assert Problem("base/sources.yaml", 0, "cannot be read (Permission denied)", "check its permissions") in problems
