"""Clean an entry's title, summary and content, and record which element each came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wireroom.clean import clean_html, clean_text, without_footer
from wireroom.common.text import one_line, plain_text
from wireroom.common.text.names import cut_line
from wireroom.models import Cleaned, Entry, Markup
from wireroom.normalize import people

MAX_TITLE = 500  # characters
MAX_SUMMARY = 2_000  # characters; the whole is in the text
MAX_OPENING = 500  # characters of a summary taken from the text
MAX_FIRST_SENTENCE = 200  # characters of a title taken from the text

_ENDS = ("。", "！", "？", ". ", "! ", "? ", ".\n", "!\n", "?\n", "\n")
_NOTHING = Cleaned(html="", text="")


@dataclass(frozen=True, slots=True)
class EntryBody:
    """The readable parts of an entry; `origins` maps a field of the article to the element it came from."""

    title: str
    summary: str
    cleaned: Cleaned
    origins: dict[str, str]


def entry_body(entry: Entry, *, base_url: str | None) -> EntryBody:
    """Clean the content, or the summary if there is no content. Never raises, whatever the markup.

    The first sentence of a text without a title becomes its title.
    """
    title = plain_line(entry.title)[:MAX_TITLE].strip()
    origins = {"title": "title"} if title else {}
    cleaned = _NOTHING
    for name, markup in (("content", entry.content), ("summary", entry.summary)):
        if markup is not None and not cleaned.text:
            cleaned = _cleaned(markup, base_url, title, people(entry.authors)[0])
            origins["text"] = name
    if not cleaned.text:
        origins.pop("text", None)
    elif not cleaned.images:
        cleaned = replace(cleaned, images=_pictures_beside(entry, origins["text"], base_url))
    if not title and cleaned.text:
        title = _first_sentence(cleaned.text)
        origins["title"] = "text:first_sentence"
    return EntryBody(title, _summary(entry, cleaned, origins), cleaned, origins)


def _pictures_beside(entry: Entry, chosen: str, base_url: str | None) -> tuple[str, ...]:
    """Those of the body that the text was not taken from, where it is only a picture: beside words of its own
    one may be an advertisement.
    """
    other = entry.summary if chosen == "content" else entry.content
    if other is None or "<img" not in other.value:
        return ()
    beside = clean_html(other.value, base_url=other.base or base_url)
    return () if beside.text else beside.images


def _cleaned(markup: Markup, base_url: str | None, title: str, names: Sequence[str]) -> Cleaned:
    if markup.type == "text":
        return clean_text(markup.value)
    return clean_html(markup.value, base_url=markup.base or base_url, title=title, names=names)


def _summary(entry: Entry, cleaned: Cleaned, origins: dict[str, str]) -> str:
    """The publisher's summary, cut to length; if there is none, the opening of the text."""
    if entry.summary is None:
        origins |= {"summary": "text:opening"} if cleaned.text else {}
        return cut_line(" ".join(cleaned.text[: MAX_OPENING * 2].split()), MAX_OPENING)
    origins["summary"] = "summary"
    is_the_text = origins.get("text") == "summary"
    line = _opening(cleaned.text) if is_the_text else without_footer(plain_line(entry.summary))
    return cut_line(line, MAX_SUMMARY)


def plain_line(markup: Markup | None) -> str:
    """The markup as one line of plain text that opens no tag when pasted into HTML.

    A value declared as text is not parsed as markup.
    """
    if markup is None:
        return ""
    return one_line(markup.value) if markup.type == "text" else plain_text(markup.value)


def _opening(text: str) -> str:
    """`text` on one line; only the beginning of a long text if that is enough for a summary."""
    line = " ".join(text[: MAX_SUMMARY * 3].split())
    return line if len(line) > MAX_SUMMARY or len(text) <= MAX_SUMMARY * 3 else " ".join(text.split())


def _first_sentence(text: str) -> str:
    head = text[: MAX_FIRST_SENTENCE + 1]
    ends = [place + len(mark.rstrip()) for mark in _ENDS if (place := head.find(mark)) > 0]
    return head[: min(ends)].strip() if ends else cut_line(" ".join(head.split()), MAX_FIRST_SENTENCE)
