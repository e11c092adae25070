"""The cases of the conformance suite: an answer, what it stands for, what a reader must make of it.

Tables in data/suite/, one an area, with these keys:
  name, shows, source    the case's path, what it tries, the RFC or kind of report that it stands for
  rss, atom              what stands in the channel or feed; or `body`: the whole document
  encoding               of the bytes (utf-8)
  status, content_type, headers    of the answer
  transfer               of the body: gzip, deflate, deflate-raw, chunked, torn
  entries                what it must become, in this order, by the fields that are given; null: it has none
  first_entries          likewise, more may follow
  outcome                how the poll must end where it brings no entries
  again                  how the next poll must end: not_modified (304), unchanged (the same bytes)
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from wireroom.newsroom.http_messages import Chunk, Response

_RSS = '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Suite</title><link>https://suite.example/</link>\n'
_ATOM = (
    '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Suite</title>'
    "<id>tag:suite.example,2026:0</id><updated>2026-11-23T09:00:00Z</updated>\n"
)
_CHUNK = 7  # bytes


@dataclass(frozen=True, slots=True)
class Case:
    """One answer and what a reader must make of it; the keys are those of the tables."""

    area: str
    name: str
    shows: str
    source: str
    body: str = ""
    encoding: str = "utf-8"
    status: int = 200
    content_type: str = "application/rss+xml; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    transfer: str = ""
    expected: Mapping[str, Any] = field(default_factory=dict)

    def response(self) -> Response:
        """As it goes out."""
        body = self.body.encode(self.encoding)
        headers = tuple(self.headers.items())
        if self.transfer in _CODINGS:
            name, pack = _CODINGS[self.transfer]
            return Response(
                self.status, pack(body), self.content_type, (*headers, ("Content-Encoding", name))
            )
        stream = _chunks(body, torn=self.transfer == "torn") if self.transfer else None
        return Response(self.status, body, self.content_type, headers, stream)


@cache
def conformance_cases() -> Mapping[str, Case]:
    """All cases by name, area by area."""
    found: dict[str, Case] = {}
    for table in sorted(_tables(), key=lambda path: path.name):
        for said in yaml.safe_load(table.read_text(encoding="utf-8")):
            case = _case(table.name.removesuffix(".yaml"), said)
            if case.name in found:
                raise ValueError(f"two cases are called {case.name}")
            found[case.name] = case
    return found


def _tables() -> Iterator[Any]:
    return (
        path
        for path in files("wireroom.newsroom").joinpath("data/suite").iterdir()
        if path.name.endswith(".yaml")
    )


def _case(area: str, said: dict[str, Any]) -> Case:
    expected: dict[str, Any] = {
        key: said.pop(key) for key in ("entries", "first_entries", "outcome", "again") if key in said
    }
    rss, atom = said.pop("rss", None), said.pop("atom", None)
    if rss is not None:
        said["body"] = f"{_RSS}{rss}</channel></rss>\n"
    if atom is not None:
        said["body"] = f"{_ATOM}{atom}</feed>\n"
    return Case(area, expected=expected, **said)


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


_CODINGS: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate-raw": ("deflate", _raw_deflate),
}


def _chunks(body: bytes, *, torn: bool) -> Iterator[Chunk]:
    end = len(body) * 3 // 4 if torn else len(body)
    for at in range(0, end, _CHUNK):
        yield 0.0, body[at : min(at + _CHUNK, end)]
    if torn:
        raise ConnectionResetError("the case is that it breaks here")
