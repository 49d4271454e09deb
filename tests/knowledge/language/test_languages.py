"""Which language a question is in: short ones, names, loans, other scripts; and what a base is written in."""

import tracemalloc

import pytest

from knowledge.language.languages import Languages

ENGLISH = ["Why did Anna Berg sell the ferry?", "She sold it because nobody would pay for the repairs of the hull."]
KNOWN = frozenset("anna berg tom muller ferry harbour".split())


@pytest.fixture(scope="module")
def english() -> Languages:
    return Languages(ENGLISH, KNOWN.__contains__)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wer ist Anna Berg?", "german"),
        ("was hat die Harbour Times berichtet", "german"),
        ("WER IST ANNA BERG", "german"),
        ("Qui est Anna Berg ?", "french"),
        ("combien la ville a payé Anna Berg", "french"),
        ("l'ambassadeur est qui", "french"),
        ("¿Quién es Anna Berg?", "spanish"),
        ("Chi è Anna Berg?", "italian"),
        ("quando Berg renunciou", "portuguese"),
        ("waarom is Berg ontslagen", "dutch"),
        ("Vem är Anna Berg?", "swedish"),
        ("Kto to jest Anna Berg?", "polish"),
        ("Кто такая Анна Берг?", "russian"),
        ("Ποια είναι η Άννα;", "greek"),
        ("谁卖了渡轮", "other"),
        ("Berg congé", "other"),
    ],
)
def test_another_language_is_heard_in_a_few_words(english: Languages, question: str, language: str) -> None:
    assert english.foreign(question) == language


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Who is Anna Berg?", id="plain"),
        pytest.param("y did berg quit n wat did she say", id="slang"),
        pytest.param("whn did brg sel teh fery", id="typos"),
        pytest.param("Anna Berg", id="names-alone"),
        pytest.param("Ursula von der Leyen", id="small-words-in-a-name"),
        pytest.param("ursula von der leyen", id="small-words-in-a-name-without-capitals"),
        pytest.param("Tom Müller", id="accent-in-a-name"),
        pytest.param("tom müller", id="accent-in-a-known-name"),
        pytest.param("who is José Núñez", id="accents-in-a-stranger"),
        pytest.param("Le Monde", id="a-paper"),
        pytest.param("Berg résumé", id="loan"),
        pytest.param("was the fiancée naïve", id="loans"),
        pytest.param("what does c'est la vie mean", id="quoted"),
        pytest.param("quid pro quo", id="latin"),
        pytest.param("will the men die in the war", id="words-of-two-languages"),
        pytest.param("Who is Анна Берг?", id="name-in-another-script"),
        pytest.param("Анна Берг", id="name-alone-in-another-script"),
        pytest.param("٤٥", id="digits-of-another-script"),
        pytest.param("", id="nothing"),
        pytest.param("qwrtz", id="no-word"),
        pytest.param("suo2", id="a-word-with-a-digit"),
    ],
)
def test_english_and_bare_names_are_not_refused(english: Languages, question: str) -> None:
    assert english.foreign(question) == ""


@pytest.mark.parametrize(
    ("texts", "spoken", "own", "foreign"),
    [
        pytest.param(ENGLISH, "English", "who sold it", "wer hat es verkauft", id="english"),
        pytest.param(
            ["Wer hat die Fähre verkauft?", "Anna Berg hat sie verkauft, weil der Rumpf nicht mehr dicht war."],
            "German", "wer war das denn", "who sold the ferry", id="german",
        ),
        pytest.param(
            [*ENGLISH, "Wer hat die Fähre denn nun verkauft?", "Anna Berg war es, und sie hat das nie gesagt."],
            "English and German", "warum denn das", "pourquoi est-ce que c'est vrai", id="both",
        ),
    ],
)  # fmt: skip
def test_the_language_of_a_base_is_found_from_the_base(texts: list[str], spoken: str, own: str, foreign: str) -> None:
    languages = Languages(texts, KNOWN.__contains__)

    assert languages.in_words == spoken
    assert not languages.foreign(own)
    assert languages.foreign(foreign)


@pytest.mark.parametrize(
    ("every", "spoken"), [pytest.param(13, "English", id="quoted"), pytest.param(7, "English and German", id="spoken")]
)
def test_a_language_of_few_texts_is_none_of_the_base(every: int, spoken: str) -> None:
    german = "Wer hat die Fähre denn nun verkauft, und warum?"
    texts = [german if not number % every else ENGLISH[0] for number in range(400)]

    assert Languages(texts, KNOWN.__contains__).in_words == spoken


@pytest.mark.parametrize("texts", [[], ["渡轮"], ["4711"]])
def test_a_base_in_no_known_language_refuses_nothing(texts: list[str]) -> None:
    languages = Languages(texts, KNOWN.__contains__)

    assert not languages.foreign("Wer ist das denn?")


def test_what_is_remembered_of_words_without_end_is_bounded() -> None:
    base = Languages(["What is the toll of the bridge?"], lambda _: False)
    tracemalloc.start()
    for number in range(200):
        base.foreign("\u0416" * (3000 + number))
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept < 2**19
