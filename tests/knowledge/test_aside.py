import multiprocessing
import os
import threading

import pytest

from knowledge.aside import aside


def test_another_process_does_the_work() -> None:
    with aside(os.getpid, is_much=True) as result:
        assert result() != os.getpid()


def test_a_little_work_is_done_here() -> None:
    with aside(os.getpid, is_much=False) as result:
        assert result() == os.getpid()


def test_the_work_is_done_here_where_the_other_process_dies() -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os._exit(1)
        return "done"

    with aside(work, is_much=True) as result:
        assert result() == "done"


def test_a_thread_beside_the_main_one_forks_nothing() -> None:
    found: list[int] = []

    def work() -> None:
        with aside(os.getpid, is_much=True) as result:
            found.append(result())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert found == [os.getpid()]


def test_whoever_does_not_wait_leaves_no_process_behind() -> None:
    reading, writing = os.pipe()
    with pytest.raises(KeyError), aside(lambda: os.read(reading, 1), is_much=True):
        raise KeyError

    assert multiprocessing.active_children() == []
    os.close(reading)
    os.close(writing)
