"""Record where the value of each field of an article came from."""

from __future__ import annotations

from wireroom import __version__
from wireroom.models import Cleaned, DateReading, Entry, LanguageReading, Publisher, Trust
from wireroom.normalize import RULES_VERSION, publisher_domain
from wireroom.transform.document_context import DocumentContext
from wireroom.transform.entry_parts import EntryParts

_CODE = f"wireroom {__version__}"
_URL_RULES = str(RULES_VERSION)


def entry_provenance(parts: EntryParts) -> dict[str, str]:
    """Map each field that has a value to its source (`feed:pubDate`, `text:date_line`, `url:path`, …).

    `code` is the version of Wireroom that read the entry, `url_rules` the version of the URL rules.
    """
    entry, document, body, cleaned = parts.entry, parts.document, parts.body, parts.body.cleaned
    text = body.origins.get("text", "")
    said = {
        **body.origins,
        "html": text if cleaned.html else "",
        "embeds": text if cleaned.embeds else "",
        "attribution": _attribution(document, entry, cleaned),
        "word_count": "text:words" if cleaned.text else "",
        "media": "enclosure" if parts.media.media else "",
        **parts.links.origins,
        "authors": _authors(entry, parts.authors),
        "tags": "category" if entry.tags else "",
        "image_url": parts.media.image_source,
    }
    kind = document.kind  # prefix of element names: `feed:title`
    located = {
        field: origin if ":" in origin else f"{kind}:{origin}" for field, origin in said.items() if origin
    }
    more = (
        ("publisher", _publisher(parts.publisher, kind)),
        ("language", _language(parts.language, document.language_is_declared or bool(entry.language))),
        ("published_at", _date(parts.dates.published)),
        ("updated_at", _date(parts.dates.updated)),
        ("carrier", _carrier(parts.trust, document.feed.url)),
        ("code", _CODE),
        ("url_rules", _URL_RULES),
        ("duration_seconds", _duration(parts)),
    )
    return located | {field: origin for field, origin in more if origin}


def _attribution(document: DocumentContext, entry: Entry, cleaned: Cleaned) -> str:
    if cleaned.attribution:
        return "text:notice"
    return "rights" if document.rights or entry.rights else ""


def _duration(parts: EntryParts) -> str:
    if parts.stated_seconds:
        return "feed:itunes:duration"
    return "feed:enclosure" if parts.seconds else ""


def _publisher(publisher: Publisher, kind: str) -> str:
    is_title = publisher.source == "feed:title"
    return f"{kind}:site_name" if is_title and kind != "feed" else publisher.source


def _carrier(trust: Trust, url: str) -> str:
    """The trust level and domain of a feed that is not the publisher's own: `stranger news.example`."""

    if trust in (Trust.OWN, Trust.DECLARED) or url.startswith("file:"):
        return ""
    return f"{trust.name.lower()} {publisher_domain(url)}".strip()


def _authors(entry: Entry, authors: tuple[str, ...]) -> str:
    if not authors:
        return ""
    return "author" if entry.authors else "text:byline"


def _language(language: LanguageReading, is_declared: bool) -> str:
    if language.code is None:
        return ""
    source = (
        "detected over the document" if language.source == "declared" and not is_declared else language.source
    )
    return f"{source} {language.confidence:.2f}"


def _date(reading: DateReading | None) -> str:
    return reading.source if reading and reading.at else ""
