"""Change feeds.yaml line by line, so that comments are kept.

Lines are edited, not the document dumped anew: a YAML library that keeps comments gives each to the
feed before it, so that removing a feed would take the next one's heading along.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from wireroom.errors import FeedsFileError
from wireroom.models import FeedSpec
from wireroom.sources.declare_feed import feed_lines, scalar, with_secrets
from wireroom.sources.load_feeds_file import feed_nodes, read_feeds
from wireroom.sources.shared_file import alone, forget_before, keep_before, replace_whole, text_before
from wireroom.sources.yaml_nodes import compose, pairs, read_text, wrong

_HEAD = "# The feeds that Wireroom polls; `wireroom feeds --help` edits this file.\n\nfeeds:\n"
_HEADING = re.compile(r"\s*#\s*([^\w\s])\1")  # a rule: ===, ──, ##


def add_feeds(path: Path, specs: Sequence[FeedSpec]) -> tuple[FeedSpec, ...]:
    """Append feeds to the file, which is created if missing; returns those that were new.

    Raises FeedsFileError where the file has a mistake, or its list is written in one line.
    """
    with alone(path):
        text = _text(path) if path.exists() else _HEAD
        known = {spec.url for spec in read_feeds(text, path)}
        new = tuple({spec.url: spec for spec in specs if spec.url not in known}.values())
        if new:
            _write(path, _with_added(text, new, path))
        return new


def remove_feed(path: Path, url: str) -> None:
    """Remove a feed, with the comment right above it if that belongs to this feed alone."""
    with alone(path):
        text = _text(path)
        _write(path, _without(text, url, path))
        keep_before(path, text)


def restore_feed(path: Path, spec: FeedSpec) -> None:
    """Undo the removal of this feed if that was the last change; else append the feed."""
    with alone(path):
        before = text_before(path) or ""
        is_last = any(known.url == spec.url for known in read_feeds(before, path)) if before else False
        if is_last and path.exists() and _without(before, spec.url, path) == _text(path):
            _write(path, before)
            return
    add_feeds(path, [spec])


def _without(text: str, url: str, path: Path) -> str:
    lines = text.splitlines(keepends=True)
    node, _ = _find(text, url, path)
    first, end = node.start_mark.line, _last_line(node) + 1
    following = next((line.lstrip() for line in lines[end:] if line.strip()), "")
    heads_others = following.startswith("-")  # a feed without a comment of its own
    while not heads_others and first and _is_remark(lines[first - 1]):
        first -= 1
    is_set_off = heads_others or not first or not lines[first - 1].strip()
    if is_set_off and end < len(lines) and not lines[end].strip():  # remove one of two blank lines too
        end += 1
    return "".join(lines[:first] + lines[end:])


def _is_remark(line: str) -> bool:
    """Whether the line is a comment, but not a heading."""
    return line.lstrip().startswith("#") and not _HEADING.match(line)


def pause_feed(path: Path, url: str, *, paused: bool) -> None:
    """Set whether a feed is paused; to resume one takes the line out again, where nothing else pauses it."""
    with alone(path):
        _set_paused(path, url, "true" if paused else "false")


def _set_paused(path: Path, url: str, word: str) -> None:
    text = _text(path)
    lines = text.splitlines(keepends=True)
    node, spec = _find(text, url, path)
    keys = {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    if "paused" in keys:
        start, end = keys["paused"].start_mark, keys["paused"].end_mark
        line = lines[start.line]
        lines[start.line] = line[: start.column] + word + line[end.column :]
        if word == "false" and line.strip() == "paused: true":  # as we write it
            without = "".join(lines[: start.line] + lines[start.line + 1 :])
            if not _find(without, url, path)[1].paused:
                lines = [without]
    elif isinstance(node, yaml.MappingNode):
        lines.insert(_last_line(node) + 1, f"{' ' * node.start_mark.column}paused: {word}\n")
        _end_line(lines, _last_line(node))
    else:  # a bare address
        start = node.start_mark
        indent = " " * start.column
        address = scalar(with_secrets(spec, spec.url))
        lines[start.line] = f"{lines[start.line][: start.column]}url: {address}\n{indent}paused: {word}\n"
    _write(path, "".join(lines))


def move_feed(path: Path, url: str, to: str) -> None:
    """Replace the URL of a feed. Raises FeedsFileError, also if `to` is in the list already."""
    with alone(path):
        text = _text(path)
        if any(spec.url == to for spec in read_feeds(text, path)):
            raise FeedsFileError(f"{to} is in the list already: remove {url}", path=str(path))
        node, _ = _find(text, url, path)
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == "url")
        start, end = node.start_mark, node.end_mark
        lines = text.splitlines(keepends=True)
        line = lines[start.line]
        if start.line != end.line or node.value not in line[start.column : end.column]:
            raise wrong(path, node, "this address is written in an unusual way; change it by hand")
        lines[start.line] = line[: start.column] + scalar(to) + line[end.column :]
        _write(path, "".join(lines))


def _with_added(text: str, specs: Sequence[FeedSpec], path: Path) -> str:
    root = compose(text, path)
    top = dict(pairs(root, ("defaults", "feeds"), "the file", path)) if root else {}
    lines = text.splitlines(keepends=True)
    nodes = list(feed_nodes(top.get("feeds"), path))
    at, indent = len(lines), "  "
    if nodes:
        _refuse_one_line(top["feeds"], path)
        at, indent = _last_line(nodes[-1]) + 1, " " * top["feeds"].start_mark.column
    elif "feeds" in top:  # `feeds:` or `feeds: []`
        at = next(number for number, line in enumerate(lines, 1) if line.startswith("feeds:"))
        lines[at - 1] = lines[at - 1].replace(" []", "", 1)
    else:
        lines.append("\nfeeds:\n")
        at = len(lines)
    _end_line(lines, at - 1)
    added = [line + "\n" for spec in specs for line in ("", *feed_lines(spec, indent))]
    return "".join(lines[:at] + added + lines[at:])


def _text(path: Path) -> str:
    try:
        return read_text(path).decode()
    except UnicodeDecodeError as error:
        raise FeedsFileError("is not UTF-8; save it as UTF-8 first", path=str(path)) from error


def _find(text: str, url: str, path: Path) -> tuple[yaml.Node, FeedSpec]:
    root = compose(text, path)
    top = dict(pairs(root, ("defaults", "feeds"), "the file", path)) if root else {}
    for node, spec in zip(feed_nodes(top.get("feeds"), path), read_feeds(text, path), strict=True):
        if spec.url == url:
            _refuse_one_line(top["feeds"], path)
            _refuse_one_line(node, path)
            return node, spec
    raise FeedsFileError(f"{url} is not in the list", path=str(path))


def _refuse_one_line(node: yaml.Node, path: Path) -> None:
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        raise wrong(
            path, node, "this is written in brackets; change it by hand, or give each key its own line"
        )


def _last_line(node: yaml.Node) -> int:
    """The 0-based last line of a node; a block's own end mark is after the comments that follow it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = node.end_mark
    return int(end.line - 1 if end.column == 0 and end.line > node.start_mark.line else end.line)


def _end_line(lines: list[str], at: int) -> None:
    if lines and not lines[at].endswith("\n"):
        lines[at] += "\n"


def _write(path: Path, text: str) -> None:
    """Write the file, if it can be read again. Raises FeedsFileError."""
    has_secrets = any(spec.secrets for spec in read_feeds(text, path))
    replace_whole(path, text, mode=0o600 if has_secrets else 0o644)
    forget_before(path)
