"""What was made of an entry in, where each field is from out."""

from __future__ import annotations

from wireroom import __version__
from wireroom.models import Cleaned, DateReading, Entry, LanguageReading, Publisher, Trust
from wireroom.normalize import RULES_VERSION, publisher_domain
from wireroom.transform.entry_body import EntryBody
from wireroom.transform.entry_context import EntryContext
from wireroom.transform.entry_dates import EntryDates
from wireroom.transform.entry_links import EntryLinks, EntryMedia

_CODE = f"wireroom {__version__}"
_URL_RULES = str(RULES_VERSION)


def entry_provenance(
    around: EntryContext,
    entry: Entry,
    links: EntryLinks,
    body: EntryBody,
    dates: EntryDates,
    publisher: Publisher,
    language: LanguageReading,
    pictures: EntryMedia,
    authors: tuple[str, ...],
    trust: Trust,
) -> dict[str, str]:
    """Field → where from (`feed:pubDate`, `text:date_line`, `url:path`, …); fields nobody told are left out.

    `code` is the version that said all this, `url_rules` that of the rule set.
    """
    cleaned, text = body.cleaned, body.origins.get("text", "")
    said = {
        **body.origins,
        "html": text if cleaned.html else "",
        "embeds": text if cleaned.embeds else "",
        "attribution": _attribution(around, entry, cleaned),
        "word_count": "text:words" if cleaned.text else "",
        "media": "enclosure" if pictures.media else "",
        **links.origins,
        "authors": _authors(entry, authors),
        "tags": "category" if entry.tags else "",
        "image_url": pictures.image_source,
    }
    document = around.document_kind  # elements are named with it, `feed:title`; the rest says where it is
    located = {
        field: origin if ":" in origin else f"{document}:{origin}" for field, origin in said.items() if origin
    }
    more = (
        ("publisher", _publisher(publisher, document)),
        ("language", _language(language, around.language_is_declared or bool(entry.language))),
        ("published_at", _date(dates.published)),
        ("updated_at", _date(dates.updated)),
        ("carrier", _carrier(trust, around.context.url)),
        ("code", _CODE),
        ("url_rules", _URL_RULES),
    )
    return located | {field: origin for field, origin in more if origin}


def _attribution(around: EntryContext, entry: Entry, cleaned: Cleaned) -> str:
    if cleaned.attribution:
        return "text:notice"
    return "rights" if around.rights or entry.rights else ""


def _publisher(publisher: Publisher, document: str) -> str:
    is_title = publisher.source == "feed:title"
    return f"{document}:site_name" if is_title and document != "feed" else publisher.source


def _carrier(trust: Trust, url: str) -> str:
    """Who brought it, where it was not the publisher: `stranger news.example`."""
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
