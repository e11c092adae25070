"""Find the address and time that a browser or tool noted in a comment of a page it saved.

Browsers:   <!-- saved from url=(0027)https://quay.example/ferry -->
SingleFile: <!-- Page saved with SingleFile, url: https://…, saved date: Wed Oct 21 2020 12:00:00 GMT+0200 -->
Monolith:   <!-- Saved from https://… at 2020-10-21T10:00:00Z using monolith v2.8.1 -->
Medium:     <a href="https://…" class="p-canonical">Canonical link</a>, in the footer of an export
HTTrack:    <!-- Mirrored from quay.example/ferry by HTTrack …, Wed, 21 Oct 2020 10:00:00 GMT -->

What follows a page's first tag may be anybody's words, and where the page names another publisher's address
as canonical, the comment is not believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree, html

from wireroom.archive.saved.saved_members import since_the_web
from wireroom.common.http_headers import http_date
from wireroom.common.text import unescape
from wireroom.common.urls import host_of, is_address, registrable_domain

_HEAD = 16 * 1024  # bytes looked at
_LARGEST_COMMENT = 8192  # bytes of a comment
_BEFORE = re.compile(
    rb"(?:\s|\xef\xbb\xbf|<\?[^>]{0,500}>|<!doctype[^>]{0,500}>|<(?:html|head)(?:\s[^>]{0,4000})?>)*+", re.I
)
_URL = r"(?P<url>https?://[!-~]{1,4000})"
_KINDS = (
    re.compile(rf"\s*saved from url=\(\d{{4,}}\){_URL}\s*", re.I),
    re.compile(
        rf"\s*Page saved with SingleFile\s+url:\s+{_URL}\s+(?:saved date:\s+(?P<js>[^\n(]+).*)?", re.S
    ),
    re.compile(rf"\s*Saved from {_URL} at (?P<iso>\S{{1,40}}) using monolith\b.*", re.S),
    re.compile(
        r"\s*Mirrored from (?P<bare>[!-~]{1,4000}) by HTTrack\b(?:.*, (?P<http>\w{3}, [\w: ]{9,40} GMT))?.*",
        re.S,
    ),
)
_FOOTER = 4096  # bytes at the end that are looked at
_MEDIUM = re.compile(
    rb'<a href="(https?://[!-~]{1,2000})" class="p-canonical">.*Exported from <a href="https://medium\.com">',
    re.S,
)
# Where browsers put the pictures, frames and scripts of a page, in their languages.
FOLDER_OF_PARTS = re.compile(
    r"(?P<stem>.+)(?:[_.]files|-Dateien|_fichiers|_archivos|_bestanden|_ficheiros|_arquivos|_file|-filer|"
    r"_pliki|_soubory|_tiedostot|_dosyalar|_elemei|_fitxers|_datoteke|_bylos|_failid)",
    re.I,
)
_ADDRESS = re.compile(
    rb"""[ \t\r\n](src|srcset|href|poster|data|content)[ \t\r\n]{0,9}=[ \t\r\n]{0,9}"""
    rb"""(?:"([^"<>]*+)"|'([^'<>]*+)')""",
    re.I,
)
_IN_FOLDER = re.compile(rb"\s{0,9}(?P<here>\./)?(?P<folder>[^<>/?#:]{1,900}+)/")
_CANDIDATES = re.compile(rb",(?=\s)|(?<=\d[wx]),")
_NAMED = "//link[translate(@rel, 'CAONIL', 'caonil')='canonical']/@href | //meta[@property='og:url']/@content"


class SavedFrom(NamedTuple):
    """Where and when a page was saved."""

    url: str | None = None
    captured: datetime | None = None  # UTC


NOTHING_NOTED = SavedFrom()


def saved_from(body: bytes) -> SavedFrom:
    """Address and time from a comment before the page's first tag other than <html> and <head>.

    None if missing.
    """
    for comment in _comments(body[:_HEAD]):
        said = comment.decode("utf-8", "replace")
        for kind in _KINDS:
            if found := kind.fullmatch(said):
                named = found.groupdict()
                url = named.get("url") or f"http://{named['bare']}"
                at = _instant(named.get("js"), named.get("iso"), named.get("http"))
                return SavedFrom(url if _is_believed(url, body) else None, at)
    if canonical := _MEDIUM.search(body, max(len(body) - _FOOTER, 0)):
        url = canonical[1].decode("utf-8", "replace")
        return SavedFrom(url if _is_believed(url, body) else None)
    return NOTHING_NOTED


def of_the_web(page: bytes, name: str) -> tuple[SavedFrom, bytes]:
    """What a page notes, and the page without addresses of files in the folder that a browser put beside it.

    Joined to the page's address they would name what no server has. Such a folder is called as the page's
    file. In a page that notes that it was saved, which may have another name now, it may also be written as
    browsers do: `./Ferry_files/`.
    """
    is_noted, stem = (said := saved_from(page)) != NOTHING_NOTED, PurePosixPath(name).stem

    def is_beside(address: bytes) -> bool:
        found = _IN_FOLDER.match(address)
        folder = FOLDER_OF_PARTS.fullmatch(_folder(found["folder"])) if found else None
        return bool(found and folder and (folder["stem"] == stem or (is_noted and found["here"])))

    def kept(written: re.Match[bytes]) -> bytes:
        address = written[2] or written[3] or b""
        of_set = _CANDIDATES.split(address) if written[1].lower() == b"srcset" else [address]
        rest = [each for each in of_set if not is_beside(each)]
        if len(rest) == len(of_set):
            return written[0]
        quote = written[0][-1:]
        return b" srcset=" + quote + b",".join(rest).strip() + quote if rest else b""

    return said, _ADDRESS.sub(kept, page)


def _folder(written: bytes) -> str:
    return unescape(unquote(written.decode("utf-8", "replace")))


def _comments(head: bytes) -> Iterator[bytes]:
    at = 0
    while (before := _BEFORE.match(head, at)) and head.startswith(b"<!--", before.end()):
        begin = before.end() + len(b"<!--")
        end = head.find(b"-->", begin, begin + _LARGEST_COMMENT)
        if end < 0:
            return
        yield head[begin:end]
        at = end + len(b"-->")


def believed(noted: SavedFrom, page: bytes) -> SavedFrom:
    """The address and time noted elsewhere, without the address if it is not plausible for `page`.

    `page` is empty for what is no page.
    """
    is_url = re.fullmatch(_URL, noted.url or "") is not None
    return noted if is_url and _is_believed(noted.url or "", page) else noted._replace(url=None)


def _is_believed(url: str, body: bytes) -> bool:
    """Whether an address may be an article's on the web, and the page names no other domain as its own."""
    host, rest = host_of(url), re.sub(r"^https?://[^/?#]*/?", "", url, flags=re.I)
    if "." not in host or is_address(host) or not rest.partition("#")[0]:
        return False
    domains = {registrable_domain(named) for named in _named(body) if "//" in named}
    return not domains - {registrable_domain(host), ""}


def _named(body: bytes) -> list[str]:
    try:
        found = html.document_fromstring(body).xpath(_NAMED) if body else []
    except (etree.LxmlError, ValueError):  # nothing that is a page
        return []
    return [str(named) for named in found] if isinstance(found, list) else []


def _instant(js: str | None, iso: str | None, http: str | None) -> datetime | None:
    try:
        if http:
            at = http_date(http)
            return at and since_the_web(at)
        if js:
            at = datetime.strptime(js.strip(), "%a %b %d %Y %H:%M:%S GMT%z")
        elif iso:
            at = datetime.fromisoformat(iso)
        else:
            return None
        return since_the_web(at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC))
    except (ValueError, OverflowError):  # the first and the last day have no UTC in every zone
        return None
