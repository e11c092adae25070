"""Collect what tells whether a page gives its article, or something in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from wireroom.extract.json_ld import objects_of
from wireroom.extract.page_tree import tree_of
from wireroom.models import PageFacts

_MOST_WORDS = 20_000  # characters
_MOST_SCRIPTS = 10_000
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head"})
_LOCKED = frozenset({"locked", "premium", "paid", "metered-locked"})
_ABOUT_MINING = frozenset({"robots", "tdm-reservation", "tdm-policy"})


def page_facts(body: bytes, content_type: str | None = None) -> PageFacts:
    """Read them off; of what is no page, none. Never raises."""
    tree = tree_of(body, content_type)
    if tree is None:
        return PageFacts()
    metas = list(_metas(tree))
    objects = objects_of(tree)
    return PageFacts(
        title=_title(tree, metas),
        words=_shown(tree),
        kinds=frozenset(kind for node in objects for kind in _types(node.get("@type"))),
        is_free=_is_free(objects, metas),
        scripts=" ".join(_sources(tree))[:_MOST_SCRIPTS],
        reserved=tuple(pair for pair in metas if pair[0] in _ABOUT_MINING) + tuple(_licences(tree)),
    )


def _title(tree: HtmlElement, metas: list[tuple[str, str]]) -> str:
    """All that the page calls itself, one after the other."""
    told = [content for name, content in metas if name in ("og:title", "twitter:title")]
    shown = (element.text_content() for name in ("title", "h1") for element in tree.iter(name))
    return " ".join(" ".join([*shown, *told]).split())[:2000]


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        if name:
            yield name, (meta.get("content") or "").strip()[:500]


def _shown(tree: HtmlElement) -> str:
    body = next(tree.iter("body"), tree)
    parts: list[str] = []
    size = 0
    for element in body.iter():
        hidden = not isinstance(element.tag, str) or element.tag in _UNSEEN
        for text in (None if hidden else element.text, element.tail if element is not body else None):
            if text and size < _MOST_WORDS:
                parts.append(text)
                size += len(text)
    return " ".join(" ".join(parts).split())[:_MOST_WORDS]


def _types(value: Any) -> tuple[str, ...]:
    return tuple(str(kind) for kind in (value if isinstance(value, list) else [value]) if kind)


def _is_free(objects: list[Mapping[str, Any]], metas: list[tuple[str, str]]) -> bool | None:
    said = [str(node["isAccessibleForFree"]).lower() for node in objects if "isAccessibleForFree" in node]
    tiers = [content.lower() for name, content in metas if name in ("article:content_tier", "content_tier")]
    if any(word in ("false", "no", "0") for word in said) or any(tier in _LOCKED for tier in tiers):
        return False
    return True if said or "free" in tiers else None


def _sources(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("script", "iframe"):
        if source := element.get("src"):
            yield source
        elif element.tag == "script" and element.text:
            yield element.text[:300]


def _licences(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for link in tree.iter("link"):
        if "license" in (link.get("rel") or "").lower().split():
            yield "license", (link.get("type") or "").lower()
