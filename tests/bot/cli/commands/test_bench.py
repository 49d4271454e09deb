import pytest

from tests.bot.cli.support import Run


@pytest.mark.parametrize(
    "sizes",
    [
        pytest.param("many", id="no-number"),
        pytest.param("", id="nothing"),
        pytest.param("0", id="no-phrasings"),
        pytest.param("9", id="less-than-a-fact"),
        pytest.param("-10", id="negative"),
        pytest.param("1000,9", id="one-of-two"),
    ],
)
def test_bench_of_other_than_numbers_from_10_on_is_wrong_usage(run: Run, sizes: str) -> None:
    result = run("bench", "--sizes", sizes)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"--sizes is '{sizes}', not numbers from 10 on; write it as 1000,10000\n"
