"""The conformance suite as an application: odd and hostile feeds, each with the right answer beside it.

/               the list, for people
/cases.json     the list, for programs: url, what it stands for, what it must become
/NAME           the case itself

Cases are tables in data/suite/, one an area, with these keys:
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
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Any

import yaml

from wireroom.common.http_headers import http_date
from wireroom.newsroom.http_messages import Chunk, Request, Response, is_not_modified

_RSS = '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Suite</title><link>https://suite.example/</link>\n'
_ATOM = (
    '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Suite</title>'
    "<id>tag:suite.example,2026:0</id><updated>2026-11-23T09:00:00Z</updated>\n"
)
_CHUNK = 7  # bytes
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-top:1px solid #8884}code{overflow-wrap:anywhere}"
)


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
    """All cases by name, area by area. Raises ValueError where two have the same name."""
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


class ConformanceApp:
    """Answers for the suite; has no clock and no state: the same request, the same answer."""

    def answer(self, request: Request) -> Response:
        """The list, a case, or 404."""
        if request.path == "/":
            return Response(200, _page().encode())
        if request.path == "/cases.json":
            site = f"http://{request.headers.get('host', 'localhost')}"
            listed = [_listed(case, site) for case in conformance_cases().values()]
            return Response(
                200, json.dumps(listed, ensure_ascii=False, indent=1).encode(), "application/json"
            )
        case = conformance_cases().get(request.path.removeprefix("/"))
        return _answer(case, request) if case else Response(404, b"No such case: / lists them", "text/plain")


def _answer(case: Case, request: Request) -> Response:
    response = case.response()
    etag, modified = case.headers.get("ETag"), http_date(case.headers.get("Last-Modified"))
    if is_not_modified(request, etag.removeprefix("W/") if etag else None, modified):
        return Response(304, headers=response.headers)
    return response


def _listed(case: Case, site: str) -> dict[str, object]:
    told = {"name": case.name, "area": case.area, "url": f"{site}/{case.name}", "shows": case.shows}
    return {**told, "source": case.source, "expected": dict(case.expected)}


def _page() -> str:
    cases = conformance_cases()
    rows = []
    for area, members in groupby(cases.values(), key=lambda case: case.area):
        rows.append(f'<tr><th colspan="4" scope="rowgroup">{escape(area)}</th></tr>')
        rows.extend(_row(case) for case in members)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>Feeds that are hard to read</title><style>{_STYLE}</style></head><body>"
        f"<h1>Feeds that are hard to read</h1><p>{len(cases)} cases, each with what it stands for and what a "
        "reader must make of it. For programs: "
        '<a href="/cases.json">cases.json</a>.</p><table><tr><th>case</th><th>shows</th><th>source</th>'
        f"<th>right answer</th></tr>{''.join(rows)}</table></body></html>\n"
    )


def _row(case: Case) -> str:
    answer = json.dumps(dict(case.expected), ensure_ascii=False)
    return (
        f'<tr><td><a href="/{case.name}">{case.name}</a></td><td>{escape(case.shows)}</td>'
        f"<td>{escape(case.source)}</td><td><code>{escape(answer)}</code></td></tr>"
    )
