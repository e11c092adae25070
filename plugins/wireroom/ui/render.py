"""A template's name and values in, a page out; whatever is put into it is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from wireroom import __version__
from wireroom.common.duration import ago
from wireroom.ui import template_filters
from wireroom.ui.read_session import ReadSession

# Words of an address that narrow no list down: its order and page, and what was done before it was opened.
_NO_FILTERS = {"page", "sort", "order", "done", "added", "known", "skipped", "secret"}


@cache
def environment() -> Environment:
    """The Jinja environment: everything is escaped, and an undefined name is an error."""
    env = Environment(
        loader=PackageLoader("wireroom.ui"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters |= template_filters.FILTERS
    env.globals["CONDITIONS"] = template_filters.CONDITIONS
    return env


def read_all_templates() -> None:
    """Now, all of them: a newer one that `git pull` brings would get the values of a server that runs."""
    for name in environment().list_templates():
        environment().get_template(name)


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    now: datetime,
    session: ReadSession | None = None,
    status: int = 200,
) -> HTMLResponse:
    """Render a template with what every page needs: the visitor, links, and the queries behind the page."""
    root = request.scope.get("root_path", "")
    text = (
        environment()
        .get_template(template)
        .render(
            **values,
            root=root,
            airflow=root.removesuffix("/wireroom"),
            visitor=getattr(request.state, "visitor", None),
            now=now,
            ago=partial(ago, now=now),
            here=request.url.path,
            query=request.url.query,
            link=partial(_link, root, request),
            given=dict(request.query_params),
            is_filtered=any(
                value.strip() for name, value in request.query_params.items() if name not in _NO_FILTERS
            ),
            statements=session.statements() if session else [],
            version=__version__,
        )
    )
    return HTMLResponse(text, status_code=status)


def _link(root: str, request: Request, path: str | None = None, **values: Any) -> str:
    """Address of a page of ours; without `path`, of this page with changed values.

    Empty values are left out.
    """
    kept = dict(request.query_params) if path is None else {}
    wanted = {name: value for name, value in {**kept, **values}.items() if value not in (None, "")}
    address = request.url.path if path is None else f"{root}{path}"
    return f"{address}?{urlencode(wanted)}" if wanted else address
