"""Write XML by hand from names and texts, since some of it must be wrong on purpose."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr  # writes only; nothing is parsed here


def element(name: str, text: str | None = None, **attributes: str | int) -> str:
    """`<name attributes>text</name>`, escaped; `_` in an attribute's name stands for `:`."""
    written = "".join(f" {_attribute(key)}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<{name}{written}/>" if text is None else f"<{name}{written}>{escape(text)}</{name}>"


def cdata(name: str, text: str) -> str:
    """`<name><![CDATA[text]]></name>`."""
    return f"<{name}><![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]></{name}>"


def wrap(name: str, *children: str, **attributes: str) -> str:
    """An element around markup that is already written."""
    written = "".join(f" {_attribute(key)}={quoteattr(value)}" for key, value in attributes.items())
    inner = "\n".join(child for child in children if child)
    return f"<{name}{written}>\n{inner}\n</{name}>"


def document(root: str, encoding: str = "utf-8") -> str:
    """The declaration and the root element."""
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{root}\n'


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", ":")
