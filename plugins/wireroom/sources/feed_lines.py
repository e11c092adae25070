"""A feed in, the lines that declare it in feeds.yaml out."""

from __future__ import annotations

import yaml

from wireroom.models import FeedSpec
from wireroom.sources.duration import write_duration
from wireroom.sources.without_secrets import with_secrets


def feed_lines(spec: FeedSpec, indent: str = "  ") -> list[str]:
    """One list item, a key a line, only what differs from a plain feed; without line ends."""
    first, *rest = (f"{key}: {value}" for key, value in _pairs(spec))
    return [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]


def scalar(value: str) -> str:
    """A text as YAML writes it in one line, quoted where it must be."""
    written = yaml.safe_dump(value, allow_unicode=True, width=float("inf"))
    return str(written).removesuffix("...\n").rstrip("\n")


def _pairs(spec: FeedSpec) -> list[tuple[str, str]]:
    texts = ("url", "title", "publisher", "country", "language", "timezone", "archive")
    pairs = [(key, scalar(with_secrets(spec, value))) for key in texts if (value := getattr(spec, key))]
    pairs += [(key, scalar(value)) for key in ("basic_auth", "connection") if (value := getattr(spec, key))]
    if spec.headers:
        said = (f"{_quoted(name)}: {_quoted(value)}" for name, value in spec.headers)
        pairs.append(("headers", f"{{{', '.join(said)}}}"))
    if spec.category:
        pairs.append(("category", _category(spec.category)))
    if spec.every:
        pairs.append(("every", write_duration(spec.every)))
    pairs += [(key, "true") for key in ("paused", "private") if getattr(spec, key)]
    return pairs


def _category(path: tuple[str, ...]) -> str:
    if any("/" in name for name in path):
        return f"[{', '.join(_quoted(name) for name in path)}]"
    return scalar("/".join(path))


def _quoted(name: str) -> str:
    return str(yaml.safe_dump(name, allow_unicode=True, width=float("inf"), default_style='"')).strip()
