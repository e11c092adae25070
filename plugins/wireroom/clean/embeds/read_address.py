"""Recognise the address of a post or player."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from wireroom.clean.embeds.platform_register import FORMS, AddressForm
from wireroom.common.urls import absolute_url
from wireroom.models import Embed


@lru_cache(maxsize=1024)
def read_address(url: str) -> Embed | None:
    """The embed at the absolute `url`, with the address that a reader would open and the handle in it."""
    if len(url) > 4000:
        return None
    for form in FORMS:
        match = form.pattern.match(url)
        if match is not None:
            return _read(form, match)
    return None


def _read(form: AddressForm, match: re.Match[str]) -> Embed | None:
    groups = match.groupdict()
    if "url" in groups:
        inner = absolute_url(unquote(groups["url"]), None)
        if inner is None:
            return None
        return read_address(inner) or Embed(kind=form.kind, platform=form.platform, url=inner)
    url = form.opens.format(match[0], **groups)
    return Embed(kind=form.kind, platform=form.platform, url=url, handle=_handle(groups))


def _handle(groups: dict[str, str | None]) -> str | None:
    handle = groups.get("handle")
    return None if not handle or handle == "i" or handle.startswith("did:") else unquote(handle)
