"""A name or title in, the same out as text that can open no tag, whoever prints it."""

from __future__ import annotations

import re

from wireroom.normalize.storable import storable

_OPENS_TAG = re.compile(r"<(?=[A-Za-z/!?])([^<>]*)(>?)")  # HTML Standard §13.2.5.6, tag open state


def inert(text: str) -> str:
    """Write `<b>` as `‹b›`; a `<` before anything but a letter, `/`, `!` or `?` stays. Controls are dropped.

    For the last step of what was unescaped: `&lt;iframe srcdoc=…&gt;` in a category is a tag after that.
    """
    text = storable(text)
    return _OPENS_TAG.sub(_shown, text) if "<" in text else text


def _shown(found: re.Match[str]) -> str:
    return f"‹{found[1]}{'›' if found[2] else ''}"
