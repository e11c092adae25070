"""A database in; what is filed there and cannot be found yet out, in words for `wireroom status`."""

from __future__ import annotations

from wireroom import store
from wireroom.errors import StoreError
from wireroom.run_report import SEARCH_MAY_WAIT, judge_search, unsearchable


def search_lines(url: str) -> tuple[list[str], bool]:
    """The lines to print, and whether search has fallen behind; nothing where there is no database yet."""
    try:
        with store.connect(url) as conn:
            backlog = store.search_backlog(conn)
    except StoreError:
        return [], False  # that it does not run, or is not migrated, other lines say
    lines = [str(failure)] if (failure := judge_search(backlog)) else []
    if backlog.waiting and not lines:
        lines.append(f"search: {backlog.waiting} articles are being made findable")
    if remark := unsearchable(backlog):
        lines.append(remark)
    return lines, backlog.oldest > SEARCH_MAY_WAIT
