"""Read the page or message of saved pages (MHTML) and newsletters (mbox, eml) as documents."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from typing import IO

from wireroom.archive.saved.saved_rows import FIRST, RowDocument, RowPlace
from wireroom.common.http_headers import http_date
from wireroom.common.text.encoding import decode

_HEADER = b"MIME-Version:"
_NO_ID = "message"
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_HEAD_LINE = re.compile(r"([!-9;-~]+):.*|[ \t].*")


def message_of(body: bytes, head: bytes, name: str) -> RowDocument | None:
    """A page or a newsletter that the whole of a file is; None: it is no message."""
    if is_mhtml(body):
        return page_of_mhtml(body)
    return newsletter(body) if is_message(head, name) else None


def is_mhtml(head: bytes) -> bool:
    """Whether it is MHTML: a page with its pictures, as browsers save it."""
    return b"multipart/related" in head[:4_096] and _HEADER.lower() in head[:4_096].lower()


def is_mbox(head: bytes) -> bool:
    """Whether it is an mbox: messages one after the other, each after a line `From …`."""
    return head.startswith(b"From ") and b"\nSubject:" in head and b"\nDate:" in head


def is_message(head: bytes, name: str) -> bool:
    """Whether it is a single message: by its suffix, or by a complete head, as in mail folders."""
    if name.lower().endswith(".eml"):
        return b":" in head.partition(b"\n")[0]
    lines = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].decode("latin-1").split("\n")
    found = [_HEAD_LINE.fullmatch(line) for line in lines]
    return all(found) and {"from", "date", "message-id"} <= {
        line[1].lower() for line in found if line and line[1]
    }


def page_of_mhtml(body: bytes) -> RowDocument | None:
    """The page in an MHTML file, or None."""
    message = _message(body)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            named = _address(message, "snapshot-content-location") or _address(part, "content-location")
            url = named if named.startswith(("http://", "https://")) else None
            return RowDocument("page", url, _page(part), "text/html", _date(message))
    return None


def messages(stream: IO[bytes], max_bytes: int, start: RowPlace = FIRST) -> Iterator[tuple[RowPlace, bytes]]:
    """The messages of an mbox from `start`, where the stream stands, each with its place.

    Of one larger than `max_bytes` only the beginning is given.
    """
    lines: list[bytes] = []
    size, before, place, byte = 0, b"", start, start.byte
    while line := stream.readline(max_bytes):
        if line.startswith(b"From ") and not before.strip():
            if lines:
                yield place, b"".join(lines)
                place = RowPlace(byte, place.number + 1)
            lines, size = [], 0
        elif size < max_bytes:
            lines.append(line.removeprefix(b">") if line.startswith(b">From ") else line)
            size += len(line)
        before = line
        byte += len(line)
    if lines:
        yield place, b"".join(lines)


def newsletters(found: Iterable[tuple[RowPlace, bytes]], left_out: Counter[str]) -> Iterator[RowDocument]:
    """The messages that have a text; unreadable ones are counted."""
    for place, body in found:
        try:
            row = newsletter(body)
        except Exception:
            left_out["a message that cannot be read"] += 1  # the email package raises what it likes
        else:
            if row is not None:
                key = row.key if row.key != _NO_ID else str(place.number)
                yield row._replace(key=key, place=place)


def newsletter(body: bytes) -> RowDocument | None:
    """A message as a feed of one entry; None if it has no text."""
    message = _message(body)
    part = message.get_body(("html", "plain"))
    if part is None:
        return None
    sender, address = parseaddr(str(message.get("From") or ""))
    sent, key = _date(message), str(message.get("Message-ID") or "").strip("<> \t")
    item = {
        "id": f"mid:{key}" if key else None,
        "title": str(message.get("Subject") or ""),
        "content_html" if part.get_content_type() == "text/html" else "content_text": _text(part),
        "date_published": sent.isoformat() if sent else None,
        "authors": [{"name": sender}] if sender else [],
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": sender or address,
        "items": [{name: value for name, value in item.items() if value}],
    }
    return RowDocument(key or _NO_ID, None, json.dumps(feed).encode(), "application/feed+json", sent)


def _message(body: bytes) -> EmailMessage:
    return message_from_bytes(body, policy=policy.default)


def _address(part: EmailMessage | MIMEPart, name: str) -> str:
    """A header's raw value without folds: an address may look like an encoded word."""
    raw = next((str(value) for each, value in part.raw_items() if each.lower() == name), "")
    return _FOLD.sub("", raw).strip().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _page(part: MIMEPart) -> bytes:
    """The page's bytes, in UTF-8 if the part's header names the encoding, else as they are."""
    named = _in_named(part)
    return _bytes(part) if named is None else named.encode("utf-8-sig", "replace")


def _text(part: MIMEPart) -> str:
    named = _in_named(part)
    return decode(_bytes(part), None).text if named is None else named


def _in_named(part: MIMEPart) -> str | None:
    """The text in the encoding that the part's header names; None if it names no known one."""
    charset = part.get_content_charset()
    try:
        return _bytes(part).decode(charset, "replace") if charset else None
    except LookupError:
        return None


def _bytes(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _date(message: EmailMessage) -> datetime | None:
    """The date of a message; mail and HTTP write dates alike (RFC 5322, RFC 9110 §5.6.7)."""
    return http_date(str(message["Date"]))
