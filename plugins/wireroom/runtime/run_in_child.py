"""Run work in a child process, which can be killed whatever code it is in.

Neither a check of the clock nor a Python signal handler can stop a regular expression or a parser written in
C, but the kernel can stop a process. The child is forked, so starting it takes milliseconds and the work may
be any function; it opens its own connections, and ends with its parent. `within_budget` starts the work again
after each document that ends the child.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from typing import Any, Final, NoReturn, TypeVar

from wireroom.errors import ChildEndedError, WireroomError
from wireroom.runtime.document_budget import RefusedDocuments, Watchdog
from wireroom.settings import Budget

T = TypeVar("T")
Tell = Callable[[Any], None]
_PR_SET_PDEATHSIG: Final = 1
_TOLD, _GAVE, _RAISED = "told", "gave", "raised"

_log = logging.getLogger(__name__)


def run_in_child(work: Callable[[Tell], T], on_told: Callable[[Any], None]) -> T:
    """Call `work(tell)` in a child process and return its result.

    What the work passes to `tell` is passed to `on_told` in this process at once. Messages, results and
    exceptions are pickled. Raises what the work raises, and ChildEndedError if the child ends without a
    result. If the wait here is interrupted, the child is killed.
    """
    reader, writer = Pipe(duplex=False)
    parent = os.getpid()
    held = _file_systems()
    child = os.fork()
    if child == 0:
        reader.close()
        _be_the_child(work, writer, parent)
    writer.close()
    try:
        kind, said = _listen(reader, on_told)
    finally:
        reader.close()
        status = _ended(child)
        del held  # only now: the child has this frame, too
    if kind == _GAVE:
        return said  # type: ignore[no-any-return]
    if kind == _RAISED:
        raise _made_again(*said)
    raise ChildEndedError(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)


def _listen(reader: Connection, on_told: Callable[[Any], None]) -> tuple[str, Any]:
    while True:
        try:
            kind, said = reader.recv()
        except (EOFError, OSError):
            return "", None
        if kind != _TOLD:
            return kind, said
        on_told(said)


def _ended(child: int) -> int:
    """The child's exit status; it is killed first if it still runs."""
    done, status = os.waitpid(child, os.WNOHANG)
    if not done:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return status


def _be_the_child(work: Callable[[Tell], Any], writer: Connection, parent: int) -> NoReturn:
    """Do the work, send the result and exit without running the parent's cleanup."""
    try:
        gc.freeze()  # so that collections do not visit the parent's objects, which would copy their pages
        _end_with(parent)
        try:
            said = _GAVE, work(lambda message: writer.send((_TOLD, message)))
        except Exception as error:
            said = _RAISED, (type(error), error.args, error.__dict__, traceback.format_exc())
        writer.send(said)
        writer.close()
    finally:
        os._exit(0)


def _file_systems() -> list[object]:
    """What fsspec keeps, to be held over a fork: in the child it forgets all, and what nobody holds closes
    its connections. Both share the epoll that watches them (epoll(7)), so the parent would never hear an
    answer that had come.
    """
    fsspec = sys.modules.get("fsspec")
    kinds = tuple(fsspec.registry.values()) if fsspec else ()
    return [each for kind in kinds for each in tuple(kind._cache.values())]


def _end_with(parent: int) -> None:
    for name in (signal.SIGALRM, signal.SIGXCPU, signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_DFL)  # the parent's handlers are not for the child
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    with suppress(OSError, AttributeError):  # only Linux has it
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _made_again(kind: type[Exception], args: tuple[Any, ...], state: dict[str, Any], trace: str) -> Exception:
    """Rebuild an exception without calling its constructor, which may need more than is kept in `args`."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    if not isinstance(error, WireroomError):
        error.add_note(trace)
    return error


def within_budget(
    budget: Budget, work: Callable[[Watchdog, Tell], None], on_told: Callable[[Any], None]
) -> None:
    """Call `work(watch, tell)`, which reports to `watch` what it reads, until it is completed.

    If a document exceeds its budget or crashes the parser, the work is called again, with what to skip in
    `watch.refused`; its earlier results must have been kept, or be repeatable. Raises what the work raises,
    and ChildEndedError if the child ended for another reason.
    """
    refused = RefusedDocuments()
    while True:
        watch = Watchdog(budget, refused)
        try:
            return run_in_child(lambda tell, watch=watch: _watched(work, watch, tell), on_told)  # type: ignore[misc]
        except ChildEndedError as ended:
            stuck = watch.stuck()
            refusal = watch.refusal(stuck, ended.signal) if stuck else None
            if stuck is None or refusal is None:
                raise
            _log.warning("%s: %s; it is refused, the rest goes on", stuck.in_words(), refusal.words)
            refused.note(stuck, refusal)


def _watched(work: Callable[[Watchdog, Tell], None], watch: Watchdog, tell: Tell) -> None:
    watch.limit_memory()
    work(watch, tell)
