"""The conformance suite as an application: odd and hostile feeds, each with the right answer beside it.

/               the list, for people
/cases.json     the list, for programs: url, what it stands for, what it must become
/NAME           the case itself
"""

from __future__ import annotations

import json
from html import escape
from itertools import groupby

from wireroom.common.http_headers import http_date
from wireroom.newsroom.conformance_cases import Case, conformance_cases
from wireroom.newsroom.http_messages import Request, Response, is_not_modified

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-top:1px solid #8884}code{overflow-wrap:anywhere}"
)


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
