"""Recognise an error message in JSON or XML that came in a feed's place, and what it says.

Good answers have a `message`, an `error` of 0 and titles too: what brings anything is no error by these.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from wireroom.common.text import one_line

_HEAD = 256 * 1024  # bytes that are looked at
_SAID = 150  # characters shown of what a message says
_DEEPEST = 5  # that an error lies within errors
_MOST = 5  # members named of what a server found wrong

_KEYS = ("error", "errors", "fault", "exception")
_TEXTS = ("message", "error_description", "faultstring", "detail", "description", "title", "reason")
_MEMBERS = 8  # that an answer has at most which is a message and nothing else
_XML_WORDS = frozenset({"code", "message", "detail", "description", "title", "faultstring"})
_XML_ERROR = re.compile(r"error|(?<!de)fault|exception", re.IGNORECASE)
_NONE = re.compile(r"(?:0|none|null|false|no|ok)?", re.IGNORECASE)
_FINE = re.compile(r"(?:0|2\d\d|ok|okay|success|true)", re.IGNORECASE)


def message_in_words(body: bytes, found: str) -> str:
    """What an error message in JSON or XML says, in quotation marks; empty: it is none, or says nothing."""
    words = _in_json(body[:_HEAD]) if found == "json" else _in_xml(body[:_HEAD])
    said = one_line(", ".join(dict.fromkeys(words)))
    return f"“{said[:_SAID]}{'…' if len(said) > _SAID else ''}”" if said else ""


def _in_json(body: bytes) -> Iterator[str]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return
    if not isinstance(told, dict):
        return
    error = _error(told)
    if error or _is_refusal(told) or _is_message(told):
        yield from _said(error)
        yield from _texts(told)
        yield from _codes(told)


def _error(told: dict[str, Any]) -> Any:
    """Its first member that holds an error; `"error": 0`, `"error": "none"` and `"errors": []` hold none."""
    held = (told[key] for key in _KEYS if told.get(key))
    return next((each for each in held if not _NONE.fullmatch(str(each).strip())), None)


def _is_refusal(told: dict[str, Any]) -> bool:
    return told.get("success") is False or told.get("ok") is False or told.get("status") in range(400, 600)


def _is_message(told: dict[str, Any]) -> bool:
    """Whether an answer is a `message` alone: it brings nothing, and does not say that all is well."""
    if (
        "message" not in told
        or len(told) > _MEMBERS
        or any(isinstance(v, list | dict) for v in told.values())
    ):
        return False
    results = (told[key] for key in ("success", "ok", "status", "code", "message") if key in told)
    is_fine = any(_FINE.fullmatch(str(each).strip()) for each in results)
    return not is_fine and not any(key in told for key in _KEYS)


def _said(error: Any, depth: int = _DEEPEST) -> Iterator[str]:
    """What an error says: itself, the first of several, or what lies within."""
    if isinstance(error, list):
        error = error[0] if error else None
    if isinstance(error, dict) and depth:
        texts = list(_texts(error)) or list(_said(_error(error), depth - 1)) or list(_of_members(error))
        yield from texts
        yield from _codes(error)
    elif _is_word(error):
        yield str(error)


def _texts(told: dict[str, Any]) -> Iterator[str]:
    yield from (str(told[key]) for key in _TEXTS if _is_word(told.get(key)))


def _codes(told: dict[str, Any]) -> Iterator[str]:
    if _is_word(told.get("code")):
        yield str(told["code"])


def _of_members(error: dict[str, Any]) -> Iterator[str]:
    """What is wrong with each parameter: {"apikey": ["invalid"]}. A bare value may be the key itself."""
    for name, wrong in list(error.items())[:_MOST]:
        if isinstance(wrong, list) and wrong and isinstance(wrong[0], str):
            yield f"{name}: {wrong[0]}"


def _is_word(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and bool(value)


def _in_xml(body: bytes) -> Iterator[str]:
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except (etree.LxmlError, ValueError):
        return
    if root is None or (error := _xml_error(root)) is None:
        return
    told = [text for each in error.iter(etree.Element) if _name(each) in _XML_WORDS and (text := _text(each))]
    yield from told or ([_text(error)] if _text(error) else [])


def _xml_error(root: Any) -> Any:
    """The element that is an error: by its name, by SOAP's, or a Code and a Message and nothing within."""
    if _XML_ERROR.search(_name(root)):
        return root
    if _name(root) == "envelope":
        return next((each for each in root.iter(etree.Element) if _name(each) == "fault"), None)
    children = {_name(each): each for each in root.iterchildren(etree.Element)}
    if not {"code", "message"} <= children.keys() or any(len(each) for each in children.values()):
        return None
    return None if _FINE.fullmatch(_text(children["code"])) else root


def _name(element: Any) -> str:
    return str(etree.QName(element).localname).lower()


def _text(element: Any) -> str:
    return (element.text or "").strip()
