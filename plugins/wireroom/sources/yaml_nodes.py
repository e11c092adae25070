"""Read a YAML file as nodes, which know their lines, for messages about mistakes."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from pathlib import Path

import yaml

from wireroom.errors import FeedsFileError

_LARGEST = 32 * 1024 * 1024  # bytes; a hundred thousand feeds


def read_text(path: Path) -> bytes:
    """The bytes of a list of feeds. Raises FeedsFileError if it is missing, unreadable or too large."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        message = "there is no such file; `wireroom feeds add URL` makes one"
        raise FeedsFileError(message, path=str(path)) from error
    except IsADirectoryError as error:
        message = (
            "is a folder: Docker makes one where the file to mount is missing; put the list in its place"
        )
        raise FeedsFileError(message, path=str(path)) from error
    except OSError as error:
        raise FeedsFileError(f"cannot be read: {error.strerror}", path=str(path)) from error
    if len(data) > _LARGEST:
        raise FeedsFileError(f"is larger than {_LARGEST:,} bytes", path=str(path))
    return data


def compose(text: str | bytes, path: Path) -> yaml.Node | None:
    """The root node, or None for an empty file; `path` is for messages. Raises FeedsFileError if not YAML."""
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        message = f"this is not YAML: {error.problem or error.context}"
        raise FeedsFileError(message, path=str(path), line=line) from error
    except yaml.reader.ReaderError as error:
        line = _line_of_control_character(text)
        message = "this is not text in UTF-8; save it as UTF-8"
        if line is not None:
            message = "holds a NUL or other control character: the file is damaged; restore it"
        raise FeedsFileError(message, path=str(path), line=line) from error
    except (yaml.YAMLError, RecursionError, UnicodeError) as error:
        raise FeedsFileError(f"this is not YAML: {str(error)[:200]}", path=str(path)) from error


def _line_of_control_character(text: str | bytes) -> int | None:
    """The 1-based line of the first control character; None if there is none."""
    readable = text if isinstance(text, str) else text.decode("utf-8", "replace")
    found = yaml.reader.Reader.NON_PRINTABLE.search(readable)
    return readable.count("\n", 0, found.start()) + 1 if found else None


def line_of(node: yaml.Node) -> int:
    """The 1-based line of a node."""
    return int(node.start_mark.line) + 1


def wrong(path: Path, node: yaml.Node, message: str) -> FeedsFileError:
    """An error that names the node's line."""
    return FeedsFileError(message, path=str(path), line=line_of(node))


def pairs(
    node: yaml.Node, allowed: Collection[str], what: str, path: Path
) -> Iterator[tuple[str, yaml.Node]]:
    """Keys and values of a mapping. Raises FeedsFileError for a key that is unknown or occurs twice."""
    if not isinstance(node, yaml.MappingNode):
        raise wrong(path, node, f"{what} must be a mapping of keys and values")
    seen = set()
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        if name not in allowed:
            raise wrong(path, key, _unknown(name, allowed, what))
        if name in seen:
            raise wrong(path, key, f"{what} has the key `{name}` twice")
        seen.add(name)
        yield name, value


def plain(node: yaml.Node) -> str | list[str] | dict[str, str | list[str]] | None:
    """The text of a scalar, or of a list of scalars, or of a mapping of either; None for anything deeper."""
    if not isinstance(node, yaml.MappingNode):
        return _texts(node)
    read = {}
    for name, value in node.value:
        texts = _texts(value)
        if texts is None or not isinstance(name, yaml.ScalarNode):
            return None
        read[str(name.value)] = texts  # the last value of a repeated name, as in other YAML readers
    return read


def written_twice(node: yaml.Node) -> yaml.ScalarNode | None:
    """The second of two equal keys of a mapping; None if there are none."""
    seen = set()
    for name, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(name, yaml.ScalarNode):
            if name.value in seen:
                return name
            seen.add(name.value)
    return None


def line_of_text(node: yaml.Node, text: str) -> int:
    """The 1-based line of the first scalar in `node` that equals `text`; 0 if there is none."""
    if isinstance(node, yaml.ScalarNode):
        return line_of(node) if node.value == text else 0
    if not isinstance(node, yaml.CollectionNode):
        return 0
    inner = [part for item in node.value for part in (item if isinstance(item, tuple) else (item,))]
    return next((line for part in inner if (line := line_of_text(part, text))), 0)


def _texts(node: yaml.Node) -> str | list[str] | None:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return [str(item.value) for item in node.value]
    return None


def _unknown(name: str, allowed: Collection[str], what: str) -> str:
    close = difflib.get_close_matches(name.lower(), allowed, n=1)
    hint = f" Did you mean `{close[0]}`?" if close else ""
    return f"{what} has no key `{name}`.{hint} Allowed: {', '.join(allowed)}"
