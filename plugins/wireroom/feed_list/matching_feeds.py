"""Find the feeds that a text means: the `match` of a command or DAG, or the name that an operator gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wireroom import sources
from wireroom.common.masking import part_secrets
from wireroom.errors import ConfigurationError, NotListedError, StoreError
from wireroom.feed_list.listed_feeds import Listed
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import PATIENT, Connection, connect
from wireroom.store.feeds.feed_reads import feed_ids_matching, list_feeds

_SHOWN = 8  # candidates named when a text fits several feeds


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
    """The feed that the text means: see `fitting_feeds`.

    Raises NotListedError if there is none; ConfigurationError, which names them, if there are several.
    """
    specs = sources.load_feeds_file(settings.feeds_file)
    text, _ = part_secrets(text)  # URLs in the list have their secrets masked
    fitting = fitting_feeds(specs, text, own_titles(settings))
    if not fitting:
        raise NotListedError(f"no feed in {settings.feeds_file} contains {text!r}")
    if len(fitting) > 1:
        named = "\n  ".join(spec.url for spec in fitting[:_SHOWN])
        more = f"\n  and {len(fitting) - _SHOWN} more" if len(fitting) > _SHOWN else ""
        raise ConfigurationError(f"{text!r} fits {len(fitting)} feeds; say which:\n  {named}{more}")
    return fitting[0]


def fitting_feeds(specs: Sequence[FeedSpec], text: str, titles: Mapping[str, str]) -> list[FeedSpec]:
    """Those with this URL, else with this title, listed or their own as last polled; else those that contain
    the text (see `Listed.says`), else whose own title does. `titles` are as `own_titles` gives them.
    """
    whole = text.casefold()
    return (
        [spec for spec in specs if spec.url == text]
        or [spec for spec in specs if spec.title and spec.title.casefold() == whole]
        or [spec for spec in specs if titles.get(spec.url) == whole]
        or [spec for spec in specs if Listed(spec, None).says(text)]
        or [spec for spec in specs if whole in titles.get(spec.url, "")]
    )


def own_titles(settings: Settings) -> dict[str, str]:
    """URL → title as the feed says it, in lower case; none where the database does not answer."""
    try:
        with connect(settings.database_url, limits=PATIENT) as conn:
            known = list_feeds(conn)
    except StoreError:
        return {}
    return {each.feed.spec.url: each.said_title.casefold() for each in known if each.said_title}
