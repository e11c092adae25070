"""Work in, its result out: done in a child process, which can be killed whatever code it is in.

Neither a check of the clock nor a signal's handler stops a regular expression or a parser written in C:
they run to their end first. The kernel stops a process. The child is forked, so starting it costs
milliseconds and the work may be any function; it opens its own connections, and ends with its parent.
`within_budget` begins work on documents again after each one that ends the child.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import resource
import signal
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
    """Call `work(tell)` in a child process; `on_told` hears here what the work tells, as it tells it.

    What is told, given and raised is pickled. Raises what the work raises, and ChildEndedError where a signal
    ended the child. Whatever ends the wait here, the child ends too.
    """
    reader, writer = Pipe(duplex=False)
    parent = os.getpid()
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
    """The child's exit status; it is killed first where it still works (nobody listens any more)."""
    done, status = os.waitpid(child, os.WNOHANG)
    if not done:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return status


def _be_the_child(work: Callable[[Tell], Any], writer: Connection, parent: int) -> NoReturn:
    """Do the work, say what came of it and be gone: nothing of the parent's is cleaned up from here."""
    try:
        gc.freeze()  # the parent's objects cost the child no collection, nor copies of their pages
        _end_with(parent)
        try:
            said = _GAVE, work(lambda message: writer.send((_TOLD, message)))
        except Exception as error:
            said = _RAISED, (type(error), error.args, error.__dict__, traceback.format_exc())
        writer.send(said)
        writer.close()
    finally:
        os._exit(0)


def _end_with(parent: int) -> None:
    for name in (signal.SIGALRM, signal.SIGXCPU, signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_DFL)  # the parent's handlers are about the parent's work
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    with suppress(OSError, AttributeError):  # Linux alone has it
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _made_again(kind: type[Exception], args: tuple[Any, ...], state: dict[str, Any], trace: str) -> Exception:
    """The error as it was raised; its own constructor may ask for more than it keeps in `args`."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    if not isinstance(error, WireroomError):
        error.add_note(trace)
    return error


def within_budget(
    budget: Budget, work: Callable[[Watchdog, Tell], None], on_told: Callable[[Any], None]
) -> None:
    """Call `work(watch, tell)`, which says to `watch` what it reads, until it comes to its end.

    Where a document passes its budget, or crashes the parser, the work begins anew, told by `watch.refused`
    what to pass over: what it did before must have been kept, or may be done again. Raises what the
    work raises, and ChildEndedError where somebody else ended it.
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
