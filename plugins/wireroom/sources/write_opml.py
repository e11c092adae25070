"""Feeds in, an OPML 2.0 file out, their categories as nested outlines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from wireroom.models import FeedSpec

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2


def write_opml(specs: Sequence[FeedSpec], title: str) -> bytes:
    """The file's bytes, UTF-8, in the order given."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _legal(title)
    folders: dict[tuple[str, ...], etree._Element] = {(): etree.SubElement(root, "body")}
    for spec in specs:
        name = _legal(spec.title or spec.url)
        outline = {"type": "rss", "text": name, "title": name, "xmlUrl": _legal(spec.url)}
        if spec.language:
            outline["language"] = _legal(spec.language)
        etree.SubElement(_folder(spec.category, folders), "outline", outline)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _folder(path: tuple[str, ...], folders: dict[tuple[str, ...], etree._Element]) -> etree._Element:
    if path not in folders:
        name = _legal(path[-1])
        parent = _folder(path[:-1], folders)
        folders[path] = etree.SubElement(parent, "outline", {"text": name, "title": name})
    return folders[path]


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
