"""Tell whether an entry or row of a site's export says that it is no published article.

WordPress exports pictures, menus and drafts as `<item>`, Blogger its settings, templates and comments as
`<entry>`; Ghost, Substack and Hugo mark drafts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wireroom.models import Entry

_KIND_OF_BLOGGER = "http://schemas.google.com/g/2005#kind"  # scheme of a category
_OTHER_KINDS = frozenset(
    {
        *("attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache"),
        *("user_request", "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation"),
        *("wp_font_family", "wp_font_face", "comment", "settings", "template"),
    }
)
_NOT_PUBLISHED = frozenset(
    {
        *("draft", "auto-draft", "pending", "private", "future", "inherit", "trash"),  # WordPress
        *("scheduled", "soft_trashed", "yes"),  # Blogger; before, `app:draft` said yes
    }
)
_OF_A_POST = _NOT_PUBLISHED - {"inherit", "yes"}  # of pictures, and of `app:draft`
_YES, _NO = frozenset({"true", "1", "1.0", "yes"}), frozenset({"false", "0", "0.0", "no"})
_MARKS = {
    "draft": frozenset({"true"}),  # a number may be a league's
    "isdraft": _YES,
    "published": _NO,
    "ispublished": _NO,
    "status": _OF_A_POST,
    "poststatus": _OF_A_POST,
}


def why_unpublished(entry: Entry) -> str:
    """Why an entry of a site's export is no published article, in words; empty if it may be one."""
    named = (tag.term.rpartition("#")[2] for tag in entry.tags if tag.scheme == _KIND_OF_BLOGGER)
    kinds = {kind.strip().lower() for kind in (entry.kind, *named) if kind}
    if found := next(iter(sorted(kinds & _OTHER_KINDS)), ""):
        return f"no article but of the kind {found}"
    status = (entry.status or "").strip().lower()
    return f"it was not published: {status}" if status in _NOT_PUBLISHED else ""


def is_draft(said: Mapping[str, Any]) -> bool:
    """Whether a row says that it is a draft, by its columns (names in lower case)."""
    return any(_word(said.get(name)) in words for name, words in _MARKS.items())


def _word(value: object) -> str:
    """The value as a lower-case word; empty if it is nested."""
    return str(value).strip().lower() if isinstance(value, str | bool | int | float) else ""
