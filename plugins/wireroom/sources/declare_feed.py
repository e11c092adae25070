"""Make a feed's declaration from what an operator types, and the lines that declare it in feeds.yaml.

Secrets in its addresses are set apart as it is declared, and put back only into the operator's own file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import yaml

from wireroom.common.duration import write_duration
from wireroom.common.entry_rules import write_rules
from wireroom.common.families import politeness_family
from wireroom.common.masking import part_secrets, reveal
from wireroom.errors import ConfigurationError
from wireroom.models import EntryRule, FeedSpec
from wireroom.sources.feed_keys import READERS, Value, shown_value


def new_feed(values: Mapping[str, Value]) -> FeedSpec:
    """A feed from values by key, as in feeds.yaml. Raises ConfigurationError for an invalid value."""
    read = {}
    for key, text in values.items():
        try:
            read[key] = READERS[key](text)
        except ValueError as error:
            raise ConfigurationError(f"{shown_value(key, text)} {error}") from error
    return without_secrets(FeedSpec(**read, family=politeness_family(read["url"])))


def without_secrets(spec: FeedSpec) -> FeedSpec:
    """The feed with secrets of `url` and `archive` moved to `secrets`, so that it can be printed safely."""
    url, secrets = part_secrets(spec.url)
    archive, more = part_secrets(spec.archive or "")
    return replace(spec, url=url, archive=archive or None, secrets={**secrets, **more})


def with_secrets(spec: FeedSpec, address: str) -> str:
    """A URL of the feed with its secrets, as it was written; only for the operator's own file."""
    return reveal(address, spec.secrets)


def feed_lines(spec: FeedSpec, indent: str = "  ") -> list[str]:
    """The lines of one list item, with only what differs from the defaults; without line ends."""
    first, *rest = (f"{key}: {value}" for key, value in _lines(spec))
    return [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]


def scalar(value: str) -> str:
    """A text as a YAML scalar in one line, quoted if necessary."""
    written = yaml.safe_dump(value, allow_unicode=True, width=float("inf"))
    return str(written).removesuffix("...\n").rstrip("\n")


def _lines(spec: FeedSpec) -> list[tuple[str, str]]:
    texts = ("url", "title", "publisher", "country", "language", "timezone", "archive")
    pairs = [(key, scalar(with_secrets(spec, value))) for key in texts if (value := getattr(spec, key))]
    pairs += [(key, scalar(value)) for key in ("basic_auth", "connection") if (value := getattr(spec, key))]
    if spec.headers:
        said = (f"{_quoted(name)}: {_quoted(value)}" for name, value in spec.headers)
        pairs.append(("headers", f"{{{', '.join(said)}}}"))
    if spec.category:
        pairs.append(("category", _category_line(spec.category)))
    pairs += [(key, _rules_line(rules)) for key in ("keep", "drop") if (rules := getattr(spec, key))]
    if spec.every:
        pairs.append(("every", write_duration(spec.every)))
    if spec.full_text != "auto":
        pairs.append(("full_text", spec.full_text))
    pairs += [(key, "true") for key in ("paused", "private") if getattr(spec, key)]
    return pairs


def _rules_line(rules: Iterable[EntryRule]) -> str:
    said = ((field, ", ".join(map(_quoted, texts))) for field, texts in write_rules(rules).items())
    return f"{{{', '.join(f'{field}: [{texts}]' for field, texts in said)}}}"


def _category_line(path: tuple[str, ...]) -> str:
    if any("/" in name for name in path):
        return f"[{', '.join(_quoted(name) for name in path)}]"
    return scalar("/".join(path))


def _quoted(name: str) -> str:
    return str(yaml.safe_dump(name, allow_unicode=True, width=float("inf"), default_style='"')).strip()
