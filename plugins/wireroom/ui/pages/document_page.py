"""A feed's number in, what its last document said beside what became of it out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from wireroom.errors import ConfigurationError, LandingError
from wireroom.feed_list.matching_feeds import feed_at
from wireroom.inspection.last_document import SaidDocument, SaidEntry, read_last_document
from wireroom.settings import Settings
from wireroom.ui.read_session import ReadSession, Row, read_session
from wireroom.ui.render import page

router = APIRouter()


@router.get("/feeds/{feed_id:int}/document")
def document(request: Request, feed_id: int) -> HTMLResponse:
    """Page of a feed's last document, entry by entry. Raises HTTPException, 404."""
    settings: Settings = request.app.state.settings
    with read_session(settings) as session:
        feed = session.row("ui/feed", feed_id=feed_id)
        if feed is None:
            raise HTTPException(404, f"There is no feed {feed_id}.")
        poll = session.row("ui/last_document", feed_id=feed_id)
    said, why_not = _read(settings, feed, poll)
    with read_session(settings) as session:
        values: dict[str, Any] = {
            "feed": feed,
            "poll": poll,
            "said": said,
            "why_not": why_not,
            "pairs": _pairs(session, feed_id, said) if said else [],
        }
        return page(request, "document.html", values, now=request.app.state.clock(), session=session)


def _read(settings: Settings, feed: Row, poll: Row | None) -> tuple[SaidDocument | None, str]:
    """The document, or None and the reason why there is none to show."""
    if poll is None:
        return None, _not_landed(feed)
    try:
        spec = feed_at(settings, feed["url"])
        return read_last_document(spec, poll["landing_uri"], poll["landing_record"]), ""
    except (ConfigurationError, LandingError) as error:
        return None, str(error)


def _not_landed(feed: Row) -> str:
    """Why no poll has a document to show, as far as its last one tells."""
    if feed["last_polled_at"] is None:
        return "it has not been polled yet"
    none = "no poll that is kept brought one with entries"
    return f"{none}. The last one: {feed['last_error']}" if feed["last_error"] else none


def _pairs(session: ReadSession, feed_id: int, said: SaidDocument) -> list[tuple[SaidEntry, Row | None]]:
    """Each entry with its article.

    None if there is none, for which no reason is given: it may be taken down.
    """
    urls = [entry.canonical_url for entry in said.entries if entry.canonical_url]
    guids = [entry.guid for entry in said.entries if entry.guid]
    rows = session.rows("ui/said_articles", feed_id=feed_id, urls=urls, guids=guids)
    by_url = {row["canonical_url"]: row for row in rows if row["canonical_url"]}
    by_guid = {row["guid"]: row for row in rows if row["guid"]}
    found = [
        (entry, by_url.get(entry.canonical_url or "") or by_guid.get(entry.guid or ""))
        for entry in said.entries
    ]
    return [(entry if article else replace(entry, raw="", guid=None), article) for entry, article in found]
