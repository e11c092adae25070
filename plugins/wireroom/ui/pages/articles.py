"""Articles: the newest, or those that a search finds."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from wireroom.ui import request_params
from wireroom.ui.read_session import ReadSession, Row, read_session
from wireroom.ui.render import environment, page

router = APIRouter()
ORDERS = ("captured", "published")
FOUND = 200  # of a search, the best
STORY = 20  # members shown, of an event too
VERSIONS = 25
COMPARED = ("title", "summary", "text")
_GONE = "If there was one, it was taken down or removed: news.changes says when, and why."

_WORDS = re.compile(r"\s+|\w+|[^\w\s]", re.UNICODE)
_MOST = 4_000  # words of a version; comparing takes the square of it at worst
_AROUND = 30  # words shown on each side of a change

Kind = Literal["same", "added", "removed", "left_out"]


@router.get("/articles")
def articles(request: Request) -> HTMLResponse:
    """Page of articles that match the words and filters."""
    given, now = request.query_params, request.app.state.clock()
    with read_session(request.app.state.settings) as session:
        rows, more = chosen_articles(session, given, now)
        number = request_params.page(given)
        values = {
            "articles": rows,
            "more": more and number < request_params.DEEPEST,
            "number": number,
            "words": request_params.text(given, "q"),
            "order": request_params.one_of(given, "order", ORDERS),
            "corrected": given.get("corrected") == "1",
            "found": FOUND,
            "chosen": _chosen(given),
        }
        return page(request, "articles.html", values, now=now, session=session)


def chosen_articles(session: ReadSession, given: Mapping[str, str], now: datetime) -> tuple[list[Row], bool]:
    """One page of articles, and whether another follows; of a search, the best matches only."""
    chosen, words = _chosen(given), request_params.text(given, "q")
    if words:
        return session.rows("ui/search", query=words, limit=FOUND, **chosen), False
    order, corrected = request_params.one_of(given, "order", ORDERS), given.get("corrected") == "1"
    query = "ui/articles_published" if order == "published" else "ui/articles_captured"
    if corrected and order == "captured":
        query = "ui/articles_corrected"
    ids = None  # of any publisher
    if chosen["publisher"]:
        ids = [row["id"] for row in session.rows("ui/publisher_ids", publisher=chosen["publisher"])]
    return request_params.page_of(
        session.rows(
            query,
            publisher_ids=ids,
            corrected=corrected,
            now=now,
            **chosen,
            **request_params.one_more(given),
        )
    )


def _chosen(given: Mapping[str, str]) -> dict[str, Any]:
    return {
        "publisher": request_params.text(given, "publisher"),
        "language": request_params.text(given, "language").lower(),
        "since": request_params.day(given, "since"),
        "until": request_params.day(given, "until", after=True),
    }


@router.get("/articles/{article_id:int}")
def article(request: Request, article_id: int) -> HTMLResponse:
    """Page of one article. Raises HTTPException, 404."""
    with read_session(request.app.state.settings) as session:
        found = session.row("ui/article", article_id=article_id)
        if found is None:
            raise HTTPException(404, f"There is no article {article_id}. {_GONE}")
        versions = session.rows("ui/revisions", article_id=article_id, limit=VERSIONS)
        values = {
            "article": found,
            "changes": [_change(new, old) for new, old in pairwise(versions)],
            "first": versions[-1] if versions else None,
            "story": session.rows("ui/story", story_id=found["story_id"], limit=STORY),
            "event": session.rows("ui/event", event_id=found["event_id"], limit=STORY),
            "records": session.rows("ui/records", article_id=article_id),
            "sightings": session.rows("ui/sightings", article_id=article_id),
            "pictures": request.query_params.get("pictures") == "1",
        }
        return page(request, "article.html", values, now=request.app.state.clock(), session=session)


@router.get("/articles/{article_id:int}/preview")
def preview(request: Request, article_id: int) -> HTMLResponse:
    """The cleaned body for the frame: no scripts or forms; remote pictures only on request."""
    with read_session(request.app.state.settings) as session:
        body = session.row("ui/article_body", article_id=article_id)
    if body is None:
        raise HTTPException(404, f"There is no article {article_id}.")
    template = environment().get_template("preview.html")
    # Sanitised when it was filed; the policy below is the second line.
    text = template.render(html=Markup(body["html"]) if body["html"] else None, text=body["text"] or "")  # noqa: S704
    pictures = request.query_params.get("pictures") == "1"
    return HTMLResponse(text, headers={"Content-Security-Policy": _policy(text, pictures=pictures)})


def _policy(text: str, *, pictures: bool) -> str:
    """Content security policy of the preview: its style sheet by hash, pictures only on request."""
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    remote = "img-src https: http: data:; media-src https: http:; " if pictures else ""
    return (
        f"sandbox; default-src 'none'; style-src 'sha256-{digest}'; {remote}"
        "form-action 'none'; frame-ancestors 'self'; base-uri 'none'"
    )


def _change(new: Row, old: Row) -> dict[str, Any]:
    """A version, the word diff of each text that differs from the version before, and what else changed."""
    texts = {
        name: word_diff(old[name] or "", new[name] or "")
        for name in COMPARED
        if (old[name] or "") != (new[name] or "")
    }
    others = [name for name in new["changed"] or () if name not in COMPARED]
    return {"version": new, "texts": texts, "others": others}


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive words of one kind; a piece `left_out` is empty and stands for unchanged words."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> list[Piece] | None:
    """Compare two texts word by word: pieces in reading order.

    None if they are too long to compare quickly.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > _MOST or len(new) > _MOST:
        return None
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            is_last = new_to == len(new)
            pieces += _shortened(new[new_from:new_to], is_first=new_from == 0, is_last=is_last)
            continue
        if old_to > old_from:
            pieces.append(Piece("removed", "".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(Piece("added", "".join(new[new_from:new_to])))
    return pieces


def _shortened(words: list[str], *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    """Unchanged words, without the middle of long stretches."""
    head, tail = (0 if is_first else _AROUND), (0 if is_last else _AROUND)
    if len(words) <= head + tail + _AROUND:
        yield Piece("same", "".join(words))
        return
    if head:
        yield Piece("same", "".join(words[:head]))
    yield Piece("left_out", "")
    if tail:
        yield Piece("same", "".join(words[-tail:]))
