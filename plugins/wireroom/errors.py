"""Every error that Wireroom raises, in one tree.

    WireroomError
    ├── ConfigurationError      the operator must change a setting or a file
    │   ├── FeedsFileError      feeds.yaml or an OPML file, with the line
    │   └── NotListedError      no feed of the list fits what was typed
    ├── NotAFeedError           bytes that hold no feed; a feed's outcome, not a failure of the run
    ├── DocumentError           one saved document or archive record that cannot be read
    ├── RequestError            a line given to `wireroom inspect` that asks nothing readable
    ├── LandingError            landed bytes cannot be written or read back
    ├── OriginError             an archive origin cannot list or give what it should
    │   ├── NoSuchPlaceError    the operator named a place where nothing is; a ConfigurationError too
    │   └── NotCoveredError     it does not reach that far; nothing is wrong, another may
    ├── StoreError              Postgres refused or is not there
    │   ├── StoreUnavailableError  it does not answer, or went away midway; a retry may find it back
    │   ├── StoreBusyError      somebody's lock is in the way; a retry may find it gone
    │   ├── StoreTimeoutError   it took longer than the session's limits allow
    │   └── MigrationError      the schema cannot be brought up to date
    ├── AlertError              an alert cannot be sent
    ├── HubError                a hub is not reached or does not take a subscription
    ├── EmbeddingError          an endpoint makes no vectors, or none that can be
    │   └── TextRefusedError    it refuses what it was sent; other texts it may take
    ├── FileBusyError           another process writes the file that was to be written
    ├── ChildEndedError         a process that did work apart was ended by a signal
    ├── StackError              a process of `make up` cannot be started or stopped
    └── TooManyFeedsFailedError a run's reachable feeds failed beyond the set share

A failed feed is a value (`models.Exchange` with its `Outcome`), a failed entry is a row
(`models.Rejection`): neither is raised. Foreign errors are wrapped once, at the edge, with the
cause kept. Every message says what happened, to which feed or file, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence


class WireroomError(Exception):
    """Root of the tree: catch this to catch all that Wireroom raises on purpose."""

    @classmethod
    def of(cls, problems: Sequence[str]) -> WireroomError | None:
        """One error that says them all; None where there are none."""
        return cls("; ".join(problems)) if problems else None


class ConfigurationError(WireroomError):
    """A setting or a file of the operator's is wrong; the message names it."""


class FeedsFileError(ConfigurationError):
    """A list of feeds is not valid.

    `path` and `line` (1-based; None where there is no line) say where.
    """

    def __init__(self, message: str, *, path: str, line: int | None = None) -> None:
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {message}")
        self.path = path
        self.line = line


class NotListedError(ConfigurationError):
    """No feed of feeds.yaml is called so; the message names the file and what was typed."""


class NotAFeedError(WireroomError):
    """The bytes are no feed; `found` names what they look like (`html`, `empty`, `image`, …)."""

    def __init__(self, message: str, *, found: str) -> None:
        super().__init__(message)
        self.found = found


class DocumentError(WireroomError):
    """A saved document or an archive record cannot be read; `uri` names it.

    `state` is what becomes of it in the ledger: `failed` (another time it may be read), `damaged` (what is
    whole of it was given) or `refused` (it holds no article).
    """

    def __init__(self, message: str, *, uri: str, state: str = "failed") -> None:
        super().__init__(f"{uri}: {message}")
        self.uri = uri
        self.state = state


class RequestError(WireroomError):
    """A line given to `wireroom inspect` that cannot be answered; the message says what is missing."""


class LandingError(WireroomError):
    """Landed bytes cannot be written or read back; `uri` names the file."""

    def __init__(self, message: str, *, uri: str) -> None:
        super().__init__(f"{uri}: {message}")
        self.uri = uri


class OriginError(WireroomError):
    """An archive origin cannot list or give what it should; `origin` names it."""

    def __init__(self, message: str, *, origin: str) -> None:
        super().__init__(f"{origin}: {message}")
        self.origin = origin


class NoSuchPlaceError(OriginError, ConfigurationError):
    """Nothing is where the operator said: trying again finds nothing either."""


class NotCoveredError(OriginError):
    """An origin does not reach what was asked of it: nothing is wrong, and another may have it."""


class StoreError(WireroomError):
    """Postgres refused or is not there."""


class StoreUnavailableError(StoreError):
    """Postgres does not answer, or the connection broke; what was not committed is undone."""


class StoreBusyError(StoreError):
    """A lock that somebody else holds was waited for in vain; nothing is changed."""


class StoreTimeoutError(StoreError):
    """A statement or a transaction passed a limit of its session; nothing is changed."""


class MigrationError(StoreError):
    """The schema cannot be brought up to date; `migration` names the file."""

    def __init__(self, message: str, *, migration: str) -> None:
        super().__init__(f"{migration}: {message}")
        self.migration = migration


class AlertError(WireroomError):
    """An alert cannot be sent; the message names the host, never the whole address."""


class HubError(WireroomError):
    """A hub (WebSub) is not reached or does not take a subscription; the message says why."""


class EmbeddingError(WireroomError):
    """An endpoint of embeddings is not reached, fails or answers what cannot be; its host is named."""


class TextRefusedError(EmbeddingError):
    """The endpoint refuses what it was sent (HTTP 400, 413, 422): others of the batch may be taken."""


class FileBusyError(WireroomError):
    """Another process writes the file that was to be written; the message names it."""


class ChildEndedError(WireroomError):
    """A process that did work apart was ended by a signal; `signal` is its number, 0 for none."""

    def __init__(self, signal: int) -> None:
        super().__init__(f"the process that did the work was ended by signal {signal}")
        self.signal = signal


class StackError(WireroomError):
    """A process of `make up` cannot be started or stopped; the message says what to do."""


class TooManyFeedsFailedError(WireroomError):
    """A run's reachable feeds failed beyond the set share; the run must not be green."""
