"""Find the feeds that a text means: the `match` of a command or DAG, or the name that an operator gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wireroom import sources
from wireroom.common.masking import part_secrets
from wireroom.errors import ConfigurationError, NotListedError, StoreError
from wireroom.feed_list.listed_feeds import Listed
from wireroom.feed_list.same_address import same_address
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import PATIENT, Connection, connect
from wireroom.store.feeds.feed_reads import feed_ids_matching, list_feeds

_SHOWN = 8  # candidates named when a text fits several feeds


class Said(NamedTuple):
    """What the database knows a feed by, beside its address."""

    id: int
    title: str  # as the feed said it, in lower case; empty: not known


def matching_feeds(conn: Connection, match: str, *, to_poll: bool = False) -> tuple[int, ...]:
    """Ids of the feeds whose URL, title or publisher contains `match`, including paused and retired ones.

    `publisher:NAME` and `feed:NUMBER` mean just those: see `wireroom.feed_fits`.

    Raises ConfigurationError if there are none, or with `to_poll` none that may be polled, so that a typing
    error does not pass as a successful run.
    """
    found = feed_ids_matching(conn, match)
    if not found:
        raise ConfigurationError(
            f"match: no feed has {match!r} in its URL, title or publisher; `wireroom feeds list` shows all"
        )
    if to_poll and not feed_ids_matching(conn, match, to_poll=True):
        raise ConfigurationError(
            f"match: every feed with {match!r} in its URL, title or publisher is paused or retired: "
            "nothing would be polled; `wireroom feeds resume` or `wireroom feeds add` it first"
        )
    return found


def find_feed(settings: Settings, text: str) -> FeedSpec:
    """The feed that the text means, for looking at it: see `fitting_feeds`.

    Raises NotListedError if there is none; ConfigurationError, which names them, if there are several.
    """
    specs = sources.load_feeds_file(settings.feeds_file)
    text, _ = part_secrets(text)  # URLs in the list have their secrets masked
    fitting = fitting_feeds(specs, text, said_names(settings))
    if not fitting:
        raise NotListedError(f"no feed in {settings.feeds_file} contains {text!r}")
    return _the_one(fitting, text)


def named_feed(settings: Settings, text: str) -> FeedSpec:
    """The feed with this whole address, id, title or publisher, for changing it: a part of one is no name.

    Raises NotListedError, with the feeds that contain the text, if it names none; ConfigurationError, which
    names them, if there are several.
    """
    specs = sources.load_feeds_file(settings.feeds_file)
    text, _ = part_secrets(text)
    said = said_names(settings)
    named = feeds_named(specs, text, said)
    if not named:
        near = fitting_feeds(specs, text, said) if text.strip() else []
        words = f"; it is part of what is known of:{_shown(near)}\nName one in full" if near else ""
        raise NotListedError(
            f"no feed in {settings.feeds_file} has the address, id, title or publisher {text!r}{words}; "
            "nothing was changed"
        )
    return _the_one(named, text)


def feed_at(settings: Settings, url: str) -> FeedSpec:
    """The feed listed at this very address, as the database has it. Raises NotListedError."""
    for spec in sources.load_feeds_file(settings.feeds_file):
        if spec.url == url:
            return spec
    raise NotListedError(f"{url} is not in {settings.feeds_file}")


def _the_one(fitting: Sequence[FeedSpec], text: str) -> FeedSpec:
    if len(fitting) > 1:
        raise ConfigurationError(
            f"{text!r} fits {len(fitting)} feeds; say which, by its address:{_shown(fitting)}"
        )
    return fitting[0]


def _shown(feeds: Sequence[FeedSpec]) -> str:
    named = "".join(f"\n  {spec.url}" for spec in feeds[:_SHOWN])
    return named + (f"\n  and {len(feeds) - _SHOWN} more" if len(feeds) > _SHOWN else "")


def fitting_feeds(specs: Sequence[FeedSpec], text: str, said: Mapping[str, Said]) -> list[FeedSpec]:
    """Those that the text names in full, else those that contain it (see `Listed.says`), else those whose
    own title does. `said` is as `said_names` gives it.
    """
    whole = text.casefold()
    return (
        feeds_named(specs, text, said)
        or [spec for spec in specs if Listed(spec, None).says(text)]
        or [spec for spec in specs if whole in _own(said, spec)]
    )


def feeds_named(specs: Sequence[FeedSpec], text: str, said: Mapping[str, Said]) -> list[FeedSpec]:
    """Those with this address, in whichever spelling; else with the title that lists show, listed or the
    feed's own; else with this own title, id (`12`, `feed:12`) or publisher. Names are compared in any case.
    """
    whole = text.strip().casefold()
    if not whole:
        return []
    number = whole.removeprefix("feed:")
    common = same_address(text) if "://" in text else ""
    return (
        [spec for spec in specs if spec.url == text]
        or [spec for spec in specs if common and same_address(spec.url) == common]
        or [spec for spec in specs if spec.url.casefold() == whole]
        or [spec for spec in specs if (spec.title or _own(said, spec)).casefold() == whole]
        or [spec for spec in specs if _own(said, spec) == whole]
        or [spec for spec in specs if spec.url in said and str(said[spec.url].id) == number]
        or [spec for spec in specs if (spec.publisher or "").casefold() == whole]
    )


def _own(said: Mapping[str, Said], spec: FeedSpec) -> str:
    return said[spec.url].title if spec.url in said else ""


def said_names(settings: Settings) -> dict[str, Said]:
    """URL → what the database knows the feed by; none where it does not answer."""
    try:
        with connect(settings.database_url, limits=PATIENT) as conn:
            known = list_feeds(conn)
    except StoreError:
        return {}
    return {each.feed.spec.url: Said(each.feed.id, each.said_title.casefold()) for each in known}
