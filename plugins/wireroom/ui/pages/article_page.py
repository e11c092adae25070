"""One article: a preview that runs and loads nothing, its versions word by word, where it was seen."""

from __future__ import annotations

import base64
import hashlib
from itertools import pairwise
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from wireroom.ui.reading import Row, reading
from wireroom.ui.render import environment, page
from wireroom.ui.word_diff import word_diff

router = APIRouter()
VERSIONS = 25
COMPARED = ("title", "summary", "text")


@router.get("/articles/{article_id:int}")
def article(request: Request, article_id: int) -> HTMLResponse:
    """The page of one article. Raises HTTPException 404."""
    with reading(request.app.state.settings) as reader:
        found = reader.row("page_article", article_id=article_id)
        if found is None:
            raise HTTPException(404, f"There is no article {article_id}.")
        versions = reader.rows("page_revisions", article_id=article_id, limit=VERSIONS)
        values = {
            "article": found,
            "changes": [_change(new, old) for new, old in pairwise(versions)],
            "first": versions[-1] if versions else None,
            "sightings": reader.rows("page_sightings", article_id=article_id),
            "pictures": request.query_params.get("pictures") == "1",
        }
        return page(request, "article.html", values, now=request.app.state.clock(), reader=reader)


@router.get("/articles/{article_id:int}/preview")
def preview(request: Request, article_id: int) -> HTMLResponse:
    """The cleaned body by itself, for the frame: no script, no form, nothing remote unless asked for."""
    with reading(request.app.state.settings) as reader:
        body = reader.row("page_article_body", article_id=article_id)
    if body is None:
        raise HTTPException(404, f"There is no article {article_id}.")
    template = environment().get_template("preview.html")
    # Sanitised when it was filed; the policy below is the second line.
    text = template.render(html=Markup(body["html"]) if body["html"] else None, text=body["text"] or "")  # noqa: S704
    pictures = request.query_params.get("pictures") == "1"
    return HTMLResponse(text, headers={"Content-Security-Policy": _policy(text, pictures=pictures)})


def _policy(text: str, *, pictures: bool) -> str:
    """The template's own style sheet by its hash; pictures only where they were asked for."""
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    remote = "img-src https: http: data:; media-src https: http:; " if pictures else ""
    return (
        f"sandbox; default-src 'none'; style-src 'sha256-{digest}'; {remote}"
        "form-action 'none'; frame-ancestors 'self'; base-uri 'none'"
    )


def _change(new: Row, old: Row) -> dict[str, Any]:
    """A version and, for each text that differs from the one before, its words."""
    texts = {
        name: word_diff(old[name] or "", new[name] or "")
        for name in COMPARED
        if (old[name] or "") != (new[name] or "")
    }
    return {"version": new, "texts": texts}
