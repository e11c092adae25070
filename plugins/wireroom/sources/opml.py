"""Read the feeds of an OPML file, with their folders and our own attributes, and write such a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from lxml import etree

from wireroom.common.families import politeness_family
from wireroom.common.masking import MASK, masked
from wireroom.common.xml_references import with_numbered_references
from wireroom.errors import FeedsFileError
from wireroom.models import FeedSpec
from wireroom.sources.declare_feed import without_secrets
from wireroom.sources.feed_url import read_feed_url, refuse_references
from wireroom.sources.opml_attributes import (
    NAMESPACE,
    PREFIX,
    claimed_publisher,
    own_attributes,
    read_own_attributes,
)

_LARGEST = 32 * 1024 * 1024  # bytes

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2


def read_opml(
    data: bytes,
    path: str,
    *,
    known: Mapping[str, FeedSpec] = MappingProxyType({}),
    on_skip: Callable[[str], None] = lambda reason: None,
    on_remark: Callable[[str], None] | None = None,
) -> tuple[FeedSpec, ...]:
    """Every outline with an `xmlUrl` (OPML 2.0), without duplicate URLs; nested outlines become categories.

    A secret in a URL that we exported is masked or a reference: if that is the URL of a feed in `known`, it
    is that feed; else it is skipped. `on_skip` is called with a message for each entry that has no usable
    URL, `on_remark` (`on_skip` too, if that is None) for a publisher that a new feed claims and that is
    ignored. Damaged XML is read as far as possible. Raises FeedsFileError if the file is not OPML, is too
    large, or declares entities.
    """
    body = _body(data, path)
    specs: dict[str, FeedSpec] = {}
    for outline, folders in _feeds(body, ()):
        try:
            spec = known.get(_address(outline)) or _spec(outline, folders)
            if not spec.publisher and (claimed := claimed_publisher(_own(outline))):
                (on_remark or on_skip)(
                    f"line {outline.sourceline}: {_named(outline)} is taken in without the publisher "
                    f"{claimed[:60]!r}, for whom it would speak: write it into feeds.yaml if that is so"
                )
        except ValueError as error:
            on_skip(f"line {outline.sourceline}: {_named(outline)} {error}")
            continue
        specs.setdefault(spec.url, spec)
    return tuple(specs.values())


def _body(data: bytes, path: str) -> etree._Element:
    if len(data) > _LARGEST:
        raise FeedsFileError(f"is larger than {_LARGEST:,} bytes", path=path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(with_numbered_references(data), parser)
    except etree.XMLSyntaxError as error:
        raise FeedsFileError(f"is not OPML: {error.msg}", path=path, line=error.lineno) from error
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise FeedsFileError("is not OPML: it has no `opml` element", path=path)
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and subset.entities():  # type: ignore[union-attr] # missing in the stubs
        raise FeedsFileError("declares entities, which no honest list of feeds needs", path=path)
    return next((child for child in root if _is(child, "body")), root)


def _feeds(
    parent: etree._Element, folders: tuple[str, ...]
) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """The outlines of feeds with their folders; libxml2 limits the depth to 256 levels."""
    for child in parent:
        if not _is(child, "outline"):
            continue
        if _attribute(child, "xmlUrl"):
            yield child, folders
            yield from _feeds(child, folders)
        else:
            name = _attribute(child, "title") or _attribute(child, "text")
            yield from _feeds(child, (*folders, name) if name else folders)


def _spec(outline: etree._Element, folders: tuple[str, ...]) -> FeedSpec:
    if MASK in _address(outline):
        raise ValueError(
            f"shows a secret masked ({MASK}) and is no feed that is known here: copy feeds.yaml from where "
            "the list was exported, or add the feed with its secret, `wireroom feeds add '…?token=${TOKEN}'`"
        )
    url = read_feed_url(_address(outline))
    refuse_references(url)
    spec = FeedSpec(
        url=url,
        title=_attribute(outline, "title") or _attribute(outline, "text") or None,
        language=_language(_attribute(outline, "language")),
        category=folders or _first_category(_attribute(outline, "category")),
        family=politeness_family(url),
        **read_own_attributes(_own(outline)),
    )
    return without_secrets(spec)


def _own(outline: etree._Element) -> dict[str, str]:
    return {str(key): str(text) for key, text in outline.attrib.items()}


def _named(outline: etree._Element) -> str:
    title = _attribute(outline, "title") or _attribute(outline, "text")
    url = masked(_attribute(outline, "xmlUrl"))
    return f"{title[:60]} ({url[:100]})" if title and title != url else url[:100]


def _address(outline: etree._Element) -> str:
    """The `xmlUrl` with spaces escaped, as browsers do, unless it contains two URLs."""
    text = _attribute(outline, "xmlUrl")
    head, space, rest = text.partition(" ")
    is_path = "/" in head.partition("://")[2] and "://" not in rest
    return text.replace(" ", "%20") if space and is_path else text


def _first_category(text: str) -> tuple[str, ...]:
    """The names of the first category in `/Boston/Weather,/Harvard` (OPML 2.0, attribute `category`)."""
    return tuple(name.strip() for name in text.partition(",")[0].split("/") if name.strip())


def _language(text: str) -> str | None:
    """The language tag in lower case; None if it is not one, or is `unknown`, as some readers write."""
    tag = text.lower()
    return tag if tag and tag != "unknown" and tag.replace("-", "").isalnum() else None


def _attribute(outline: etree._Element, name: str) -> str:
    """An attribute by its name in any case, since `xmlurl` and `XMLURL` are used too; else empty."""
    for key, value in outline.attrib.items():
        if str(key).lower() == name.lower():
            return " ".join(str(value).split())
    return ""


def _is(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and element.tag.lower() == name


def write_opml(specs: Sequence[FeedSpec], title: str) -> bytes:
    """An OPML file in UTF-8 with these feeds, in their order."""
    own = any(own_attributes(spec) for spec in specs)
    root = etree.Element("opml", version="2.0", nsmap={PREFIX: NAMESPACE} if own else None)
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _legal(title)
    folders: dict[tuple[str, ...], etree._Element] = {(): etree.SubElement(root, "body")}
    for spec in specs:
        name = _legal(spec.title or spec.url)
        outline = {"type": "rss", "text": name, "title": name, "xmlUrl": _legal(spec.url)}
        if spec.language:
            outline["language"] = _legal(spec.language)
        outline |= {key: _legal(text) for key, text in own_attributes(spec).items()}
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
