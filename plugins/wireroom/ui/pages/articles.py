"""Articles: the newest, or those that a search finds."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wireroom.ui import asked
from wireroom.ui.reading import Reader, Row, reading
from wireroom.ui.render import page

router = APIRouter()
ORDERS = ("captured", "published")
FOUND = 200  # of a search, the best


@router.get("/articles")
def articles(request: Request) -> HTMLResponse:
    """Articles that fit the words and the filters."""
    given = request.query_params
    words, number = asked.text(given, "q"), asked.page(given)
    chosen = {
        "publisher": asked.text(given, "publisher"),
        "language": asked.text(given, "language").lower(),
        "since": asked.day(given, "since"),
        "until": asked.day(given, "until", after=True),
    }
    order, corrected = asked.one_of(given, "order", ORDERS), given.get("corrected") == "1"
    now = request.app.state.clock()
    with reading(request.app.state.settings) as reader:
        if words:
            rows = reader.rows("page_search", query=words, limit=FOUND, **chosen)
            more = False
        else:
            rows, more = _newest(reader, order, number, {**chosen, "corrected": corrected, "now": now})
        values = {
            "articles": rows,
            "more": more and number < asked.DEEPEST,
            "number": number,
            "words": words,
            "order": order,
            "corrected": corrected,
            "found": FOUND,
            "chosen": chosen,
        }
        return page(request, "articles.html", values, now=now, reader=reader)


def _newest(reader: Reader, order: str, number: int, values: dict[str, Any]) -> tuple[list[Row], bool]:
    """A page of them, and whether there is another."""
    query = "page_articles_published" if order == "published" else "page_articles_captured"
    offset = (number - 1) * asked.PAGE_SIZE
    ids = None  # of any publisher
    if values["publisher"]:
        ids = [row["id"] for row in reader.rows("page_publisher_ids", publisher=values["publisher"])]
    rows = reader.rows(query, limit=asked.PAGE_SIZE + 1, offset=offset, publisher_ids=ids, **values)
    return rows[: asked.PAGE_SIZE], len(rows) > asked.PAGE_SIZE
