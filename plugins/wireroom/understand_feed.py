"""A parsed feed and its declared context in; the context that its entries are read in out."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from wireroom.clean import plain_text
from wireroom.models import FeedContext, FeedFormat, ParsedFeed
from wireroom.normalize import absolute_url, detect_language, learn_day_first, publisher_of

ENTRIES_FOR_LANGUAGE = 20
CHARACTERS_OF_EACH = 200


def understand_feed(parsed: ParsedFeed, context: FeedContext) -> FeedContext:
    """Fill what the operator left open: title, site, language, country, order of numeric dates.

    The operator's word stays. A language that nobody declared is detected over many entries, for
    single titles are too short; numeric dates are learned from unambiguous siblings.
    """
    filled = replace(
        context,
        title=context.title or parsed.title,
        site_url=context.site_url or absolute_url(parsed.link, context.url) or None,
        language=context.language or _language(parsed),
        day_first=_day_first(parsed) if context.day_first is None else context.day_first,
    )
    if filled.country is not None or parsed.format is FeedFormat.TEXT:
        return filled
    return replace(
        filled, country=publisher_of(None, source_title=None, source_url=None, context=filled).country
    )


def _language(parsed: ParsedFeed) -> str | None:
    declared = parsed.language or next((entry.language for entry in parsed.entries if entry.language), None)
    if declared:
        return declared
    markups = (entry.title or entry.content or entry.summary for entry in parsed.entries)
    titles = (markup.value[: CHARACTERS_OF_EACH * 5] for markup in markups if markup)
    sample = ". ".join(plain_text(text)[:CHARACTERS_OF_EACH] for text in islice(titles, ENTRIES_FOR_LANGUAGE))
    return detect_language(sample, declared=None).code


def _day_first(parsed: ParsedFeed) -> bool | None:
    return learn_day_first([raw.text for entry in parsed.entries for raw in entry.dates])
