"""Some work done by a second process meanwhile: what is read and weighed in Python takes one core otherwise."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")


@contextlib.contextmanager
def aside(work: Callable[[], Result], *, is_much: bool) -> Iterator[Callable[[], Result]]:
    """Let a second process do ``work`` while the block runs, if it ``is_much``; yield what waits for its result.

    The work is done here, once it is waited for, where it is little, where no process can be forked, where the second
    one dies, and beside the main thread: others may hold locks then that nobody in the second process would ever
    release.
    """
    import multiprocessing  # which a question to a base that is kept need not wait for

    can_fork = "fork" in multiprocessing.get_all_start_methods() and not multiprocessing.current_process().daemon
    if not (is_much and can_fork and threading.current_thread() is threading.main_thread()):
        yield work
        return
    # A forked process shares the memory of this one; nothing of it has to be sent.
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, sender), daemon=True)
    process.start()
    # The only end to write to is the other process's then, so its death is noticed.
    sender.close()

    def result() -> Result:
        try:
            received: Result = receiver.recv()
        except EOFError:  # it is gone, for want of memory perhaps
            return work()
        return received

    try:
        yield result
    finally:
        process.terminate()
        process.join()
        receiver.close()


def _send(work: Callable[[], Result], sender: "Connection[Result, None]") -> None:
    sender.send(work())
    sender.close()
