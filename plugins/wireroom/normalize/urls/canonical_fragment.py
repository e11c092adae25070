"""A fragment in; what of it chooses the article out, mostly nothing."""

from __future__ import annotations

import re

from wireroom.common.urls import escape_path
from wireroom.normalize.urls.rules import (
    FRAGMENT_FURNITURE,
    FRAGMENT_HOSTS,
    FRAGMENT_PREFIXES,
    ORIGIN_NAMES,
    TRACKING,
)

_DIGIT = re.compile(r"[0-9]")
_FEW_DIGITS = re.compile(r"\d{1,3}")  # bbc.co.uk counts an article's versions: guid …#0, …#1
_ADD_THIS = re.compile(r"\.[A-Za-z0-9_-]{8,16}")  # AddThis marks a copied address: #.X1b2C3d4E5


def canonical_fragment(fragment: str, *, host: str) -> str:
    """`fragment` without `#`; `host` canonical. Kept: `#!/news/…` (dlg.org), `#/path`, and numbered entries.

    A live page, a changelog or a daily digest has its articles behind one address: `#post-12345`, `#v1.2`,
    `#2026-08-03-story`. Words alone (`#comments`) are a place on the page, and so are the numbered
    comments, pictures and origins that url_rules.yaml lists.
    """
    if not fragment:
        return ""
    chooses_page = (fragment[:1] in FRAGMENT_PREFIXES and len(fragment) > 2) or host in FRAGMENT_HOSTS
    return escape_path(fragment) if chooses_page or _is_entry(fragment) else ""


def _is_entry(fragment: str) -> bool:
    if not _DIGIT.search(fragment) or _FEW_DIGITS.fullmatch(fragment) or _ADD_THIS.fullmatch(fragment):
        return False
    name, equals, _ = fragment.partition("=")
    if equals and (name in TRACKING or name in ORIGIN_NAMES):
        return False
    return fragment not in FRAGMENT_FURNITURE
