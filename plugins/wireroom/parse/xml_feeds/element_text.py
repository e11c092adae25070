"""Read an element's characters, as plain text or as markup with its base and language."""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
from dataclasses import dataclass

from lxml import etree

from wireroom.common.text import out_of_section
from wireroom.common.urls import absolute_url, join
from wireroom.models import Link, Markup
from wireroom.parse.written_values import mend

Element = etree._Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
_SAFE = ("http://", "https://", "ftp://")
_NO_TEXT = ("image/", "audio/", "video/")
_TEXT_TYPES = frozenset({"text", "text/plain", "plain"})
_BEGINS = re.compile(
    r"<(?:(?:img|br|hr)\b[^<>]{0,2000}|([a-z][a-z0-9]{0,10})(?:\s[^<>]{0,2000})?)>", re.IGNORECASE
)

_SPOKEN_OF = re.compile(r"<[a-z][a-z0-9]{0,10}>[ \xa0]+[^\s<].*[^>\s]\s*", re.IGNORECASE | re.DOTALL)

RDF_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
LICENCES = frozenset({"license", "licence"})  # as a link's `rel` (RFC 4946), and misspelt


@dataclass(frozen=True, slots=True)
class Scope:
    """Facts about a whole document: its address, and whether it uses certain attributes at all."""

    url: str
    plain: str = ""  # prefix of elements without a namespace: `atom` under a bare <feed>
    has_base: bool = False  # some element has xml:base: only then is it looked for
    has_lang: bool = False


def text_of(element: Element) -> str:
    """Return all characters below `element`, stripped, and out of a section that was escaped with them."""
    if len(element):
        return mend("".join(map(str, element.itertext())))
    return out_of_section(_mended(element.text)).strip()


def base_of(element: Element, scope: Scope) -> str | None:
    """Return the xml:base in force, absolute; None where the document gives none."""
    if not scope.has_base:
        return None
    steps = [step.get(f"{_XML}base") for step in (element, *element.iterancestors())]
    written = [step.strip() for step in reversed(steps) if step]
    if not written:
        return None
    base = scope.url
    for step in written:
        joined = join(base, step) or ""
        base = joined if joined.startswith(_SAFE) else base  # xml:base="javascript:…" is an attack
    return base


def resolve(reference: str, element: Element, scope: Scope) -> str:
    """Resolve `reference` against xml:base.

    As written if there is none, or if the result is no web address.
    """
    base = base_of(element, scope) if scope.has_base else None
    return (absolute_url(reference, base) if base else None) or reference


def language_of(element: Element, scope: Scope) -> str | None:
    """Return the xml:lang in force, or None."""
    if not scope.has_lang:
        return None
    for step in (element, *element.iterancestors()):
        language = step.get(f"{_XML}lang")
        if language is not None:
            return language.strip().replace("_", "-") or None
    return None


def markup_of(element: Element, scope: Scope, *, is_atom: bool) -> Markup | None:
    """Return a text construct: RSS text is HTML, Atom says what it is (RFC 4287 §3.1); None if empty."""
    kind = _kind(element, is_atom=is_atom)
    if kind is None:
        return None
    if len(element):
        value, kind = mend(_inner_markup(element)), "html"
    elif kind == "base64":
        value, kind = _from_base64(element.text or ""), "html"
    else:
        value = _mended(element.text)
        if kind == "text" and element.get("type") is None and _is_html(value, _local(element)):
            kind = "html"  # of Atom it would be plain text, but no reader is meant to see the tags
    if not value:
        return None
    if not (scope.has_base or scope.has_lang):
        return Markup(value, kind)
    return Markup(value, kind, base_of(element, scope), language_of(element, scope))


def _mended(text: str | None) -> str:
    """The text mended, without a `]]>` that nothing opened: templates write one behind a field."""
    value = mend(text or "")
    return value[:-3].rstrip() if value.endswith("]]>") and "<![CDATA[" not in value else value


def _is_html(value: str, name: str) -> bool:
    """Whether a text begins with an HTML element that is closed or needs no end; never for titles.

    Text about a tag does not count, as in `<div> is closed by </div> in HTML`: a bare tag and a blank, then
    words that it does not enclose.
    """
    found = _BEGINS.match(value)
    if found is None or name.endswith("title") or _SPOKEN_OF.fullmatch(value):
        return False
    return found[1] is None or f"</{found[1]}".lower() in value.lower()


def _kind(element: Element, *, is_atom: bool) -> str | None:
    """The kind of a text construct: `html`, `text` or `base64`; None if its type is no text."""
    kind = "text" if is_atom else "html"
    if not element.keys():  # as nearly always in RSS
        return kind
    written = element.get("type")
    if written is not None:
        written = written.strip().lower()
        if written.startswith(_NO_TEXT):
            return None
        # RSS says plain and sends markup; Media RSS means it
        is_text = written in _TEXT_TYPES and (is_atom or "mrss" in str(element.tag))
        kind = "text" if is_text else "html"
        if is_atom and written.startswith("application/octet"):
            return "base64"
    return "base64" if element.get("mode") == "base64" else kind


def _from_base64(value: str) -> str:
    try:
        return mend(base64.b64decode(value, validate=False).decode("utf-8", "replace"))
    except (binascii.Error, ValueError):
        return mend(value)


def _inner_markup(element: Element) -> str:
    """Serialise what is inside `element`, without the namespaces and the one <div> that XHTML needs.

    Takes the children out of the tree: outside it they need not declare the namespaces around them.
    """
    inside = element
    only = element[0] if len(element) == 1 else None
    if only is not None and _local(only) == "div" and not (element.text or "").strip():
        inside = only
        if not len(only) and element.get("type") in ("html", "text/html"):
            return only.text or ""  # escaped markup in a <div> all the same: TypePad
    holder = etree.Element("holder")
    holder.text = inside.text
    holder.extend(list(inside))
    for step in holder.iterdescendants(etree.Element):
        with contextlib.suppress(ValueError):  # `<:>` got through libxml2 and may not be set again
            step.tag = _local(step)
    etree.cleanup_namespaces(holder)
    parts = [_escaped(holder.text or "")]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in holder]
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def read_licence(element: Element, scope: Scope) -> tuple[Link | None, str | None]:
    """A licence as a link with `rel` license, or else its text if that is no address.

    Elements: creativeCommons:license and cc:license in RSS, media:license in Media RSS, dcterms:license.
    """
    said = text_of(element)
    href = element.get(RDF_RESOURCE) or element.get("href") or said
    if not href.lower().startswith(("http://", "https://", "//")):
        return None, said or None
    return Link(resolve(href.strip(), element, scope), "license", title=said if said != href else None), None


def has_licence(links: list[Link]) -> bool:
    """Whether any of the links leads to a licence."""
    return any(link.rel.lower() in LICENCES for link in links)
