"""Plain arguments of `wireroom inspect` in, questions out; answers in, a page for people out."""

from __future__ import annotations

import argparse
import base64
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wireroom.errors import QuestionError

Answer = dict[str, Any]


def plain_questions(arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """A question for each value: a file's name (`-`: stdin), or the text itself for dates and URLs."""
    common = {"language": arguments.language, "now": arguments.now}
    if arguments.what == "date":
        yield common | {"text": " ".join(arguments.values)}
        return
    for value in arguments.values:
        if arguments.what == "url":
            yield common | {"url": value}
        elif arguments.what == "html":
            yield common | {"html": _bytes(value).decode("utf-8", "replace"), "base_url": arguments.url}
        else:
            body = base64.b64encode(_bytes(value)).decode("ascii")
            field = "body" if arguments.what == "feed" else "html"
            yield common | {"url": arguments.url or _address(value), field: body}


def print_answer(what: str, answer: Answer) -> None:
    """Print an answer: a feed as a list of entries, everything else as fields."""
    if what == "feed":
        _print_feed(answer)
        return
    for field, value in answer.items():
        if value not in (None, "", [], {}):
            print(f"{field + ':':<14} {value}")


def _print_feed(answer: Answer) -> None:
    feed = answer["feed"] or {}
    print(f"{answer['outcome']}  {feed.get('title') or ''}  {answer['detail']}".rstrip())
    for entry in answer["entries"]:
        when = entry["published_at"] or f"no date ({entry['published_raw'] or 'none given'})"
        print(f"\n{entry['title'] or '(no title)'}")
        print(f"  {when}  {entry.get('published_source') or ''}  {entry['language'] or ''}".rstrip())
        print(f"  {entry['url'] or entry['id'] or '(no link)'}")
        if entry["authors"]:
            print(f"  by {', '.join(entry['authors'])}")
        text = " ".join((entry["text"] or entry["summary"]).split())
        print(f"  {text[:200]}{'…' if len(text) > 200 else ''}")
    print(f"\n{len(answer['entries'])} entries")


def _bytes(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise QuestionError(f"cannot read {name}: {error.strerror}") from error


def _address(name: str) -> str:
    return "stdin:" if name == "-" else Path(name).absolute().as_uri()
