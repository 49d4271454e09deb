"""Whatever stands in a file, it loads or is refused with problems that have a fault and a remedy."""

from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import FactBaseError
from knowledge.loading.loader import load

ENOUGH = settings(max_examples=200, deadline=None, derandomize=True, database=None)
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


@ENOUGH
@given(text=st.text() | st.text(alphabet="aA0-:?[]{}&*!|>'\"#%@,.~ \n\t\r\x07\x85\u2028\ufeffé"))
def test_any_text_loads_or_is_refused(text: str) -> None:
    assert loads_or_refuses({"x.yaml": text.encode()})


@ENOUGH
@given(content=st.binary())
def test_any_bytes_load_or_are_refused(content: bytes) -> None:
    assert loads_or_refuses({"x.yaml": content})


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
