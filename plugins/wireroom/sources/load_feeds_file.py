"""Load the feeds of feeds.yaml, and check if the file is being written or shows a secret."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from wireroom.common.entry_rules import RuleError
from wireroom.common.families import politeness_family
from wireroom.errors import FeedsFileError
from wireroom.models import FeedSpec
from wireroom.sources.declare_feed import without_secrets
from wireroom.sources.feed_keys import DEFAULTS, READERS, shown_value
from wireroom.sources.yaml_nodes import (
    compose,
    line_of,
    line_of_text,
    pairs,
    plain,
    read_text,
    written_twice,
    wrong,
)

_FRESH = 10.0  # seconds since the last write; older files are taken as completely written
_STILL = 0.5  # seconds that a fresh file must not change

Mark = tuple[int, int, int] | None


def load_feeds_file(path: Path) -> tuple[FeedSpec, ...]:
    """Every feed, in the order of the file, with its politeness family.

    Raises FeedsFileError for the first mistake: its line, what is wrong, and the allowed keys.
    """
    return read_feeds(read_text(path), path)


def read_feeds(text: str | bytes, path: Path) -> tuple[FeedSpec, ...]:
    """Like `load_feeds_file`, from the file's text; `path` is for messages."""
    return _read_feeds(text.encode() if isinstance(text, str) else text, path)


@lru_cache(maxsize=1)  # an edit reads a list four times; 5,000 feeds take .4 CPU seconds
def _read_feeds(text: bytes, path: Path) -> tuple[FeedSpec, ...]:
    root = compose(text, path)
    if root is None:
        return ()
    top = dict(pairs(root, ("defaults", "feeds"), "the file", path))
    defaults = _values(top["defaults"], sorted(DEFAULTS), "`defaults`", path) if "defaults" in top else {}
    specs: dict[str, tuple[FeedSpec, int]] = {}
    for node in feed_nodes(top.get("feeds"), path):
        spec = _spec(node, defaults, path)
        if spec.url in specs:
            raise wrong(path, node, f"{spec.url} is in the list already, on line {specs[spec.url][1]}")
        specs[spec.url] = (spec, line_of(node))
    return tuple(spec for spec, _ in specs.values())


def feed_nodes(node: yaml.Node | None, path: Path) -> Iterator[yaml.Node]:
    """The items of the value of `feeds`."""
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return
    if not isinstance(node, yaml.SequenceNode):
        raise wrong(path, node, "`feeds` must be a list, each item with a `url`")
    yield from node.value


def _spec(node: yaml.Node, defaults: dict[str, Any], path: Path) -> FeedSpec:
    if isinstance(node, yaml.ScalarNode):  # a bare address
        values = {"url": _read("url", node, path)}
    else:
        values = _values(node, tuple(READERS), "a feed", path)
    if "url" not in values:
        raise wrong(path, node, "this feed has no `url`")
    return without_secrets(FeedSpec(**{**defaults, **values}, family=politeness_family(values["url"])))


def _values(node: yaml.Node, allowed: Any, what: str, path: Path) -> dict[str, Any]:
    return {name: _read(name, value, path) for name, value in pairs(node, allowed, what, path)}


def _read(name: str, node: yaml.Node, path: Path) -> Any:
    written = plain(node)
    if written is None:
        instead = "; write {title: [word, other words]}" if name in ("keep", "drop") else ""
        raise wrong(path, node, f"`{name}` cannot hold a nested value{instead}")
    if name in ("keep", "drop") and (field := written_twice(node)):
        raise wrong(path, field, f"`{name}`: `{field.value}` is written twice; write a list")
    try:
        return READERS[name](written)
    except RuleError as error:
        line = line_of_text(node, error.text) or line_of(node)
        raise FeedsFileError(f"`{name}` {error}", path=str(path), line=line) from error
    except ValueError as error:
        shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in shown_value(name, written))
        raise wrong(path, node, f"`{shown}` {error}") from error


def list_hash(path: Path) -> bytes | None:
    """SHA-256 of the file and of all code and tables; None if the file cannot be read.

    If it is unchanged, so are the feeds; reading a hundred thousand of them takes ten seconds. All code is
    included because secrets in URLs, families and more are determined in many places.
    """
    root = Path(__file__).parents[1]
    parts = sorted(part for part in root.rglob("*") if part.suffix in {".py", ".tsv"})
    try:
        contents = [hashlib.sha256(part.read_bytes()).digest() for part in (path, *parts)]
    except OSError:
        return None
    return hashlib.sha256(b"".join(contents) + version("tldextract").encode()).digest()


def file_mark(path: Path) -> Mark:
    """Inode, size and modification time, which change with every write; None if there is no file."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns


def stands_still(path: Path, mark: Mark, *, wait: Callable[[float], None]) -> bool:
    """Whether the file is unchanged since `mark`; after a recent write, it is checked again after a pause.

    `wait` sleeps for a number of seconds.
    """
    if mark is None or abs(time.time() - mark[2] / 1e9) < _FRESH:
        wait(_STILL)
    return file_mark(path) == mark


def warn_of_open_secrets(specs: Sequence[FeedSpec], file: Path) -> str:
    """A warning if a URL in `specs` contains a secret and other users than the owner may read `file`.

    It names the first such URL and says what to do; empty if there is none.
    """
    with_secrets = [spec.url for spec in specs if any("${" not in secret for secret in spec.secrets.values())]
    if not with_secrets or not file.exists() or not file.stat().st_mode & 0o044:
        return ""
    return (
        f"The address {with_secrets[0]} holds a secret, and other users of this machine may read {file}: "
        f"write ${{NAME}} in its place and NAME='…' into feeds.env (see feeds.env.example), "
        f"or `chmod 600 {file}`."
    )
