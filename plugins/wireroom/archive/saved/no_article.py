"""Tell why a saved file holds no article: it is a licence, a picture, a sitemap, …"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from pathlib import PurePosixPath

from wireroom.archive.saved.saved_members import is_archive
from wireroom.common.sniff import media_type, root_at, sniff_text
from wireroom.common.text.encoding import decode
from wireroom.common.urls import is_address, registrable_domain

_STEMS = re.compile(
    r"(?:licen[cs]e|copying|copyright|readme|notice|authors|contributors|contributing|changelog|changes|history|"
    r"install|manifest|makefile|dockerfile|requirements|robots|humans|security|codeowners)(?:[-_.].*)?",
    re.I,
)
_SUFFIXES = {
    "a picture": "png jpg jpeg gif webp svg ico bmp tif tiff avif heic",
    "sound or film": "mp3 mp4 m4a m4v ogg oga ogv wav webm avi mov mkv flac",
    "a font": "woff woff2 ttf otf eot",
    "a configuration file": "yaml yml toml ini cfg conf env properties lock plist",
    "code": "py js mjs ts css scss java c h cpp go rs rb php pl sh bat ps1 sql ipynb map",
    "a log or checksum": "log sha1 sha256 md5 asc sig pem crt",
    "an office document or PDF": "pdf doc docx xls xlsx ppt pptx odt ods rtf epub mobi djvu",
    "a database": "sqlite sqlite3 db parquet feather arrow avro orc h5 pickle pkl npy npz",
    "a program or disk image": "exe dll so dylib bin iso dmg apk jar class wasm deb rpm",
    "packed in another way: unpack it": "7z rar cab lzh zst br lz4 lzo z sz",
}
_KINDS = {suffix: reason for reason, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_DOCUMENTS = {
    *("xml", "rss", "atom", "rdf", "json", "jsonl", "html", "htm", "xhtml", "txt", "text", "md"),
    *("mht", "mhtml", "eml", "mbox", "csv", "tsv"),
}
_CRAWL = "a file of a crawl: give it as `warc:`"
_CRAWL_NAME = re.compile(r"\.(w?arc(\.gz)?|wacz)$", re.I)
_DRAFT = re.compile(r"(?:\A|/)(?:_drafts/.+|draft_[^/]*-[0-9a-f]{10,12}\.html)\Z")  # Jekyll's, Medium's
_SAVE_THEM = "`wget --warc-file=pages -i FILE` saves those, `--from warc:pages.warc.gz` reads them"
_LOCATION = re.compile(
    rb"<(?:\w{1,30}:)?loc>\s*(?:<!\[CDATA\[\s*)?https?://([a-z0-9.-]{1,253})[]:/?\s<]", re.I
)
_SITEMAP = re.compile(rb"<(?:\w{1,30}:)?(urlset|sitemapindex)\b", re.I)
_ESCAPES = re.compile(  # ECMA-48: colours, titles of windows, sets of signs
    r"\x1b(?:\[[0-?]{0,40}+[ -/]{0,9}+[@-~]|\][^\x07\x1b]{0,500}+(?:\x07|\x1b\\)|[ -/]{0,9}+[0-Z\\^-~])"
)
_UNIT = 2  # letters, as of `km`
_INDEX = re.compile(rb"<title>\s*(?:(?:Index of|Directory listing for) /|Local index - HTTrack\b)", re.I)
_ADDRESSES = re.compile(rb"(?:\s*https?://\S+[ \t]*(?:\r?\n|\r|\Z))+\s*", re.I)
_OPML = re.compile(rb"(?:<\?[^>]{0,500}>|<!--[^>]{0,500}-->|\s)*+<opml\b", re.I)
_BOOKMARKS = (
    "a list of bookmarks: it names pages and holds none; "
    "`wget --warc-file=pages --force-html -i FILE` saves those, `--from warc:pages.warc.gz` reads them"
)
_BOOKMARKS_IN_JSON = "a browser's copy of its bookmarks: export them as HTML to hear how their pages are had"
_REFERENCES = "a list of references: export it as CSV"
_MANY = "many articles in one text, which are not told apart"
_LISTS = tuple(
    (re.compile(pattern, re.M), reason)
    for pattern, reason in (
        (rb"(?i)\A\s*<!doctype netscape-bookmark-file-1>", _BOOKMARKS),
        (
            rb"(?is)\A[^>]*(?:>[^>]*){0,20}<title>pocket export</title>.*?<a\b[^<>]*\stime_added=",
            _BOOKMARKS,
        ),
        (rb"\A\s*\{\s*\"guid\"\s*:\s*\"root_{8}\"", _BOOKMARKS_IN_JSON),  # Firefox
        (rb"\A\s*\{[^{}]{0,500}\"roots\"\s*:\s*\{\s*\"bookmark_bar\"", _BOOKMARKS_IN_JSON),  # Chromium
        (rb"\A\s*\{\s*\"Browser History\"\s*:", "a browser's history: it names pages and holds none"),
        (rb"\A\s*(?:TY  - [A-Z]|%0 [A-Z]|@\w+\s*\{[^\s,{}]+,\s*$)", _REFERENCES),  # RIS, EndNote, BibTeX
        (rb"\A\s*1 of (?:[2-9]|\d\d+) DOCUMENTS\s*$", _MANY),  # LexisNexis
        (rb"\A_{20,}\s+Document 1 of (?:[2-9]|\d\d+)\s*$", _MANY),  # ProQuest
    )
)
# How it begins; what each article in it has; what such a one has that is none.
_REPEATED = (
    (  # Movable Type, TypePad
        re.compile(rb"(?:[A-Z][A-Z ]+:.*\r?\n)+-----\r?\nBODY:\s*$", re.M),
        re.compile(rb"^-----\r?\nBODY:", re.M),
        None,
    ),
    (
        re.compile(rb"(?:<[?!][^>]{0,500}>|\s)*+<(?:newsMessage|NewsML)\b"),
        re.compile(rb"<(?:newsItem|NewsItem)\b"),
        re.compile(rb"<itemClass\s[^>]*\bqcode=.ninat:(?!text\b)"),  # of G2: a picture, a film
    ),
)
_OTHER_XML = {"xml", "kml", "image", "xml error"}  # as `sniff_text` says
WITHIN = "an archive within an archive: unpack it"
_HEAD = 8_192  # bytes looked at


def no_article_by_name(name: str) -> str:
    """Why a file holds no article, by its name; empty if it may."""
    path = PurePosixPath(name)
    if _DRAFT.search(name):
        return "a draft: it was not published"
    suffix = path.suffix.lower().removeprefix(".")
    if _CRAWL_NAME.search(name):
        return _CRAWL
    if reason := _KINDS.get(suffix):
        return reason
    is_plain = suffix in {"", "txt", "md", "rst", "in"}
    if is_plain and _STEMS.fullmatch(path.name.removesuffix(path.suffix)):
        return "a licence, read-me or the like, by its name"
    return ""


def no_article_by_content(body: bytes) -> str:
    """Why a readable document is no article; empty if it may be."""
    head = body[:_HEAD]
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"WARC/1.", b"filedesc:")):
        return _CRAWL
    if (found := _SITEMAP.search(head)) and not (found[1].lower() == b"urlset" and b"sitemap-news" in body):
        return _of_sitemap(head)
    if _ADDRESSES.fullmatch(head if len(body) <= _HEAD else head[: head.rfind(b"\n") + 1]):
        return f"a list of addresses: it names pages and holds none; {_SAVE_THEM}"
    if _OPML.match(plain):
        return "a list of feeds (OPML): `wireroom feeds import` reads it"
    if reason := next((reason for pattern, reason in _LISTS if pattern.match(plain)), ""):
        return reason
    if any(
        begin.match(plain) and _count(each, body) - _count(other, body) > 1
        for begin, each, other in _REPEATED
    ):
        return _MANY
    text = decode(head, None).text.lstrip("\ufeff \t\r\n")
    if text.startswith("<?xml") and root_at(text) is None and sniff_text(text) in _OTHER_XML:
        return "XML that is neither a feed nor a page"
    if _INDEX.search(head):
        return "an index of a folder"
    is_text = not text.startswith(("[", "{")) and media_type(head) == "text/plain"
    return "a text without words" if is_text and not _is_prose(text) else ""


def _of_sitemap(head: bytes) -> str:
    """What it is, and how its pages are had: by the site's own sitemaps, if a feed of it is listed."""
    found = _LOCATION.search(head)
    site = registrable_domain(found[1].decode("ascii")) if found else ""
    asked = f" --since DAY --match {site}" if site and not is_address(site) else " --since DAY"
    return (
        "a sitemap: it names pages and holds none; "
        f"`wireroom backfill run --from sitemaps{asked}` fetches those of a site whose feed is listed"
    )


def _is_prose(text: str) -> bool:
    """Whether a plain text has words, and next to no controls but those that colour a terminal.

    A third of its signs are letters, or it has two words: prices and results are numbers below a heading.
    """
    text = _ESCAPES.sub("", text)
    signs = [unicodedata.category(sign) for sign, _ in groupby(text) if not sign.isspace()]  # a line is one
    letters = sum(sign[0] in "LM" for sign in signs)
    if 50 * signs.count("Cc") > len(signs):
        return False
    return 3 * letters >= len(signs) or len(set(_words(text))) > 1


def _words(text: str) -> list[str]:
    """Runs of letters that are no units; scripts without capitals have shorter words."""
    runs = "".join(sign if unicodedata.category(sign)[0] in "LM" else " " for sign in text).split()
    return [run for run in runs if len(run) > _UNIT or (len(run) > 1 and run.upper() == run.lower())]


def _count(pattern: re.Pattern[bytes] | None, body: bytes) -> int:
    return len(pattern.findall(body)) if pattern else 0


def why_no_document(body: bytes, name: str) -> str | None:
    """Why bytes that are neither feed, page nor text are no document.

    None if their name says they are one.
    """
    if not body or is_archive(body):
        return WITHIN if body else "empty"
    return None if _is_named_as_document(name) else "no feed, page or text"


def _is_named_as_document(name: str) -> bool:
    names = [suffix.lower().removeprefix(".") for suffix in PurePosixPath(name).suffixes[-2:]]
    return not names or bool(_DOCUMENTS.intersection(names))
