"""Find who wrote a page's article, by its head: meta elements and JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from lxml.html import HtmlElement

from wireroom.extract.json_documents import Json
from wireroom.extract.json_ld import many, names
from wireroom.extract.meta_elements import NAMED, Metas, all_of, first_of
from wireroom.extract.visible.byline_parts import class_words
from wireroom.extract.visible.marked_up import author_seen

_SIGNED: Final = re.compile(
    r"(?:written |posted )?by|authors?|verfasst von|geschrieben von|écrit par|escrito por", re.I
)


def page_authors(page: HtmlElement, metas: Metas, article: Json, site_name: str | None) -> tuple[str, ...]:
    """The outlet is the author where nobody else is (krautreporter.de signs all its JSON-LD itself)."""
    told = names(_persons_of(article.get("author")))
    if any(name != site_name for name in told):
        return names(article.get("author"))
    created = names(_persons_of(article.get("creator")))
    if any(name != site_name for name in created):
        return created
    outlets = {*_signing(metas), *names(organisations_of(article.get("author")))}
    return (
        _named_authors(metas, {site_name, *outlets})
        or _signed(metas)
        or _named_authors(metas, outlets)  # a person's own site
        or told
        or author_seen(page)
    )


def _named_authors(metas: Metas, outlets: Collection[str | None]) -> tuple[str, ...]:
    """Of the first name that tells more than the outlet; journals write `Doe, Jane`."""
    for name in NAMED["author"]:
        values = tuple(value for value in all_of(metas, name) if value not in outlets)
        if values:
            return tuple(map(_turned, values)) if name == "citation_author" else values
    return ()


def _signed(metas: Metas) -> tuple[str, ...]:
    """Cards of X have pairs of a label and its value: `twitter:label1` is `Written by`."""
    for number in ("1", "2"):
        if _SIGNED.fullmatch(first_of(metas, f"twitter:label{number}") or ""):
            return all_of(metas, f"twitter:data{number}")
    return ()


def _turned(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and "," not in given else name


def _signing(metas: Metas) -> Iterator[str]:
    named = (value for name in NAMED["author"] for value in metas.get(name, ()))
    return (value for value in named if value.casefold() in class_words("outlet"))


def _persons_of(value: object) -> list[Any]:
    """Those that are not said to be organisations."""
    return [item for item in many(value) if not _is_organisation(item)]


def organisations_of(value: object) -> list[Any]:
    """Those that are: `{"@type": "NewsMediaOrganization", "name": "Quay Post"}`."""
    return [item for item in many(value) if _is_organisation(item)]


def _is_organisation(item: object) -> bool:
    kinds = many(item.get("@type")) if isinstance(item, Mapping) else ()
    return any(str(kind).endswith(("Organization", "Corporation")) for kind in kinds)
