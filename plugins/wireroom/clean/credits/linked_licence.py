"""Find the Creative Commons licence to which one of a paragraph's links leads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# https://wiki.creativecommons.org/wiki/License_Versions: /licenses/by-nc-nd/4.0/, perhaps more after
_ADDRESS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"(?:licenses/(?P<parts>by(?:-(?:nc|nd|sa)){0,3})|publicdomain/(?P<free>zero|mark))/(?P<version>\d\.\d)(?=$|[/?#])",
    re.IGNORECASE,
)


class Licence(NamedTuple):
    """A licence by name (`CC BY-NC-ND 4.0`), and the URL of its terms."""

    name: str
    url: str


def linked_licence(links: Sequence[str]) -> Licence | None:
    """The first licence among absolute `links`; None if there is none."""
    for link in links:
        if "reativecommons.org" in link and (found := _ADDRESS.match(link)):
            return Licence(_name(found), link)
    return None


def _name(found: re.Match[str]) -> str:
    if found["parts"]:
        return f"CC {found['parts'].upper()} {found['version']}"
    return f"CC0 {found['version']}" if found["free"].lower() == "zero" else "Public Domain Mark 1.0"
