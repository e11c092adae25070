"""Say by which name commands know a new feed, and whether the list has the same feed at another address."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from wireroom.errors import StoreError
from wireroom.feed_list.check_feeds import Checked
from wireroom.feed_list.listed_feeds import Listed
from wireroom.feed_list.same_address import Spellings
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import PATIENT, connect
from wireroom.store.queries import change


def twin_in_words(checked: Checked, listed: Sequence[Listed]) -> str:
    """Which feed of the list is the same, by where it leads, what it calls itself or holds; else empty."""
    url = checked.spec.url
    others = [each for each in listed if each.spec.url != url]
    spellings = Spellings(each.spec.url for each in others)
    if checked.leads_to and (there := spellings.of(checked.leads_to)):
        return f"It leads to {there}, which is in the list: the same feed will be asked twice."
    if checked.self_url and (there := spellings.of(checked.self_url)):
        return f"It calls itself {there}, which is in the list: they are probably one feed."
    for each in others:
        body = each.status.feed.validators.body_sha256 if each.status else None
        if body and body == checked.body_sha256:
            return f"It holds the same bytes as {each.spec.url} of the list: they are probably one feed."
    return ""


def name_in_words(spec: FeedSpec, said_title: str, listed: Sequence[Listed]) -> str:
    """The name that commands take for this feed: its title, unless another feed has that too."""
    title = spec.title or said_title
    names = (each.title.casefold() for each in listed if each.spec.url != spec.url)
    if not title:
        words, name = "Commands know it by its address", spec.url
    elif title.casefold() in names:
        words, name = f"Another feed is called {title!r} too, so commands know it by its address", spec.url
    else:
        words, name = "Commands know it by its title", title
    return f"{words}: `wireroom feeds pause {shlex.quote(name)}`."


def note_title(settings: Settings, url: str, title: str) -> None:
    """Note the title that a feed has just said, until its first poll says it; nothing without a database."""
    try:
        with connect(settings.database_url, limits=PATIENT) as conn:
            change(conn, "feeds/note_title", {"url": url, "title": title})
    except StoreError:
        return
