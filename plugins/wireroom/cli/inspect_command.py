"""`wireroom inspect feed|date|url|html|page|dup`: what Wireroom makes of one thing, or of a million lines.

JSON lines on stdin give one JSON line each on stdout, in the same order, flushed as each is done; a
line that cannot be answered gives {"error": …}. With plain arguments it prints for people.
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from wireroom.cli.console import utc_now
from wireroom.common.text.counted import counted
from wireroom.errors import RequestError, WireroomError
from wireroom.models import Outcome

Handler = Callable[[Mapping[str, Any], datetime], dict[str, Any]]
Fields = dict[str, Any]


def register(subcommands: Any) -> None:
    """Add the subcommand."""
    parser = subcommands.add_parser(
        "inspect",
        description="Show what Wireroom makes of one thing. Of a feed each entry is shown by itself: entries "
        "that repeat each other are not joined here, as they are when they are stored.",
    )
    parser.add_argument(
        "what",
        choices=("feed", "date", "url", "html", "page", "dup"),
        help="what kind of thing it is; dup: whether two texts are one article",
    )
    parser.add_argument(
        "values", nargs="*", help="a file (feed, html, page), two (dup), or the text itself (date, url)"
    )
    parser.add_argument("--url", help="where the file's bytes came from")
    parser.add_argument("--language", help="BCP 47 language that is declared")
    parser.add_argument("--now", help="ISO 8601 instant to judge dates by; default: now")
    parser.add_argument("--json", action="store_true", help="print JSON for plain arguments too")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer the arguments, or the lines of stdin where there are none.

    1 where an argument could not be read as what it was said to be: scripts ask whether there is a feed.
    Raises RequestError where there is nothing to read, or a file cannot be read; a bad line gets an answer.
    """
    from wireroom.inspection.handlers import HANDLERS

    handle = HANDLERS[arguments.what]
    if arguments.values:
        is_read = True
        for request in plain_requests(arguments):
            response = handle(request, utc_now())
            print(json.dumps(response)) if arguments.json else print_response(arguments.what, response)
            is_read &= _is_read(arguments.what, response)
        return 0 if is_read else 1
    if sys.stdin.isatty():
        raise RequestError("nothing to inspect: give a file or text, or JSON lines on stdin")
    return _respond_to_lines(handle)


def _is_read(what: str, response: Mapping[str, Any]) -> bool:
    """There was a feed, page, date, address, or something to read or see in the HTML."""
    if what in {"feed", "page"}:
        return Outcome(response["outcome"]).is_healthy
    if what == "html":
        return bool(response["text"] or response["images"] or response["embeds"])
    return {"date": response.get("at"), "url": response.get("canonical_url")}.get(what, response) is not None


def _respond_to_lines(handle: Handler) -> int:
    for line in sys.stdin.buffer:
        # ASCII only: U+2028 in a text would break lines for some readers
        print(json.dumps(_response(line, handle)), flush=True)
    return 0


def _response(line: bytes, handle: Handler) -> dict[str, Any]:
    try:
        request = json.loads(line)
        if not isinstance(request, dict):
            return {"error": "the line is no JSON object"}
        return handle(request, utc_now())
    except WireroomError as error:
        return {"error": str(error)}
    except Exception as error:  # one bad line must not end a bulk measurement
        return {"error": f"{type(error).__name__}: {error}"}


def plain_requests(arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """A request for each value: a file's name (`-`: stdin), or the text itself for dates and URLs.

    Raises RequestError for a file that cannot be read, and unless `dup` is given two.
    """
    from wireroom.inspection.request import html_of

    common = {"language": arguments.language, "now": arguments.now}
    if arguments.what == "dup":
        if len(arguments.values) != 2:
            raise RequestError("give two files of plain text to compare, or JSON lines with a and b on stdin")
        one, other = (_bytes_of(value).decode("utf-8", "replace") for value in arguments.values)
        yield {"a": {"text": one}, "b": {"text": other}}
        return
    if arguments.what == "date":
        yield common | {"text": " ".join(arguments.values)}
        return
    for value in arguments.values:
        if arguments.what == "url":
            yield common | {"url": value}
        elif arguments.what == "html":
            yield common | {"html": html_of(_bytes_of(value), value), "base_url": arguments.url}
        else:
            body = base64.b64encode(_bytes_of(value)).decode("ascii")
            field = "body" if arguments.what == "feed" else "html"
            yield common | {"url": arguments.url or _address_of(value), field: body}


def print_response(what: str, response: Fields) -> None:
    """Print a response: a feed as a list of entries, everything else as fields."""
    if what == "feed":
        _print_feed(response)
        return
    for field, value in response.items():
        if value not in (None, "", [], {}):
            print(f"{field + ':':<14} {value}")


def _print_feed(response: Fields) -> None:
    feed = response["feed"] or {}
    print(f"{response['outcome']}  {feed.get('title') or ''}  {response['detail']}".rstrip())
    for entry in response["entries"]:
        when = entry["published_at"] or f"no date ({entry['published_raw'] or 'none given'})"
        print(f"\n{entry['title'] or '(no title)'}")
        print(f"  {when}  {entry.get('published_source') or ''}  {entry['language'] or ''}".rstrip())
        print(f"  {entry['url'] or entry['id'] or '(no link)'}")
        if entry["authors"]:
            print(f"  by {', '.join(entry['authors'])}")
        text = " ".join((entry["text"] or entry["summary"]).split())
        print(f"  {text[:200]}{'…' if len(text) > 200 else ''}")
    print(f"\n{counted(len(response['entries']), 'entry', 'entries')}")


def _bytes_of(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise RequestError(f"cannot read {name}: {error.strerror}") from error


def _address_of(name: str) -> str:
    return "stdin:" if name == "-" else Path(name).absolute().as_uri()
