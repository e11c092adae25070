"""Cluster filed articles into stories: the same text at several publishers, within a window of time.

    queue ─▶ bands ─▶ others with the same ─▶ compare the texts ─▶ links ─▶ what hangs together is a story

After a filing, not in it: it costs some twice its CPU time. Each batch is a transaction
under a lock of its own: killed, it is on the queue again. A story is what its links hold together, so it does
not matter in which order articles come, and a revision or a takedown can part one again. The events that
articles report on are found with them (`cluster_events`).
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from wireroom.errors import StoreError
from wireroom.normalize.same_text import TextPrint, likeness, text_print
from wireroom.store.articles import story_rows
from wireroom.store.connection import Connection
from wireroom.store.queries import is_fault_of_a_row, roll_back
from wireroom.store.runs import add_remark
from wireroom.stories.cluster_events import cluster_events

BATCH = 200  # articles a transaction
OTHERS_AT_ONCE = 100  # articles that a batch is compared with; long ones take 1 MB each
MOST = 20_000  # that one filing takes along: after an upgrade all there are wait

_log = logging.getLogger(__name__)


def cluster_stories(conn: Connection, days: float, *, most: int = MOST, wait: bool = False) -> int:
    """Put queued articles into stories; how many (some `most`). `days`: how far apart two may be published.

    Where another process does so already it is left to that one, unless told to `wait`. An article that fails
    goes to the end of the queue and holds up no other. Raises StoreError for what is no article's fault.
    """
    window = timedelta(days=days)
    done = 0
    failed: set[int] = set()
    try:
        conn.commit()
        while done < most and story_rows.begin_stories(conn, wait=wait):
            ids = story_rows.claim_stories(conn, BATCH)
            fresh = [number for number in ids if number not in failed]
            failed.update(_cluster_or_halve(conn, fresh, window))
            story_rows.postpone(conn, [number for number in ids if number in failed])
            conn.commit()
            well = sum(number not in failed for number in fresh)
            done += well
            if not well:  # the queue is empty, or only what fails is left
                break
    except BaseException:
        roll_back(conn)
        raise
    return done


def cluster_filed(
    conn: Connection, days: float, *, run_id: int | None = None, most: int = MOST
) -> tuple[str, ...]:
    """Put what was filed into stories; a remark on why that failed, kept with the run too, or none.

    Nothing raises: the articles are filed, and stay queued for the next filing.
    """
    try:
        cluster_stories(conn, days, most=most)
    except Exception as error:
        why = f"articles are stored but not all are in stories yet: {_words(error)}."
        _log.warning("%s", why, exc_info=True)
        if run_id is not None and not conn.closed:
            with contextlib.suppress(StoreError):
                add_remark(conn, run_id, why)
        return (why,)
    return ()


def _cluster_or_halve(conn: Connection, ids: Sequence[int], window: timedelta) -> list[int]:
    """Which failed. They are found by halves: all together, or else each half by itself."""
    if not ids:
        return []
    story_rows.mark(conn)
    try:
        _cluster(conn, ids, window)
        return []
    except Exception as error:  # MemoryError, or whatever a text may bring about tomorrow
        if isinstance(error, StoreError) and not is_fault_of_a_row(error):
            raise
        why = _words(error)
    story_rows.undo(conn)  # here, where nothing holds what the failure held in memory
    if len(ids) == 1:
        _log.warning("article %s could not be put into a story (%s); it is tried again later", ids[0], why)
        return list(ids)
    middle = len(ids) // 2
    return _cluster_or_halve(conn, ids[:middle], window) + _cluster_or_halve(conn, ids[middle:], window)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")


def _cluster(conn: Connection, ids: Sequence[int], window: timedelta) -> None:
    texts = story_rows.story_texts(conn, ids)
    prints = {number: _print(text) for number, text in texts.items()}
    if gone := [number for number in ids if number not in texts]:
        story_rows.forget_members(conn, gone)
    story_rows.keep_members(conn, {number: (text, prints[number].bands) for number, text in texts.items()})
    pairs = story_rows.find_copies(conn, list(texts), window)
    around = story_rows.replace_links(conn, ids, _all_links(conn, pairs, prints))
    story_rows.set_stories(conn, _stories(around))
    cluster_events(conn, list(texts))


def _print(text: story_rows.StoryText) -> TextPrint:
    return text_print(text.title, text.text, text.domain)


def _all_links(
    conn: Connection, pairs: Sequence[tuple[int, int]], prints: Mapping[int, TextPrint]
) -> Iterator[tuple[int, int, float]]:
    """Links among the batch, then to other articles, of which a few are held at once."""
    yield from _links([pair for pair in pairs if prints.keys() >= set(pair)], prints)
    others = sorted({number for pair in pairs for number in pair} - prints.keys())
    for start in range(0, len(others), OTHERS_AT_ONCE):
        some = set(others[start : start + OTHERS_AT_ONCE])
        found = {number: _print(text) for number, text in story_rows.story_texts(conn, sorted(some)).items()}
        yield from _links([pair for pair in pairs if not some.isdisjoint(pair)], {**prints, **found})


def _links(
    pairs: Sequence[tuple[int, int]], prints: Mapping[int, TextPrint]
) -> Iterator[tuple[int, int, float]]:
    """Pairs that are the same text, each once, the lower number first.

    What stands inside of a longer text makes no link: a roundup would put all that is in it into one story.
    """
    for one, other in sorted({(min(pair), max(pair)) for pair in pairs}):
        if one in prints and other in prints:
            found = likeness(prints[one], prints[other])
            if found.same and not found.within:
                yield one, other, found.share


def _stories(around: Mapping[int, Sequence[int]]) -> dict[int, tuple[int, bool]]:
    """Article → its story, the lowest number that links lead to, and whether there are others in it."""
    lowest = {number: number for number in around}

    def find(number: int) -> int:
        while lowest[number] != number:
            lowest[number] = lowest[lowest[number]]
            number = lowest[number]
        return number

    for number, linked in around.items():
        for other in linked:
            one, two = sorted((find(number), find(other)))
            lowest[two] = one
    found = {number: find(number) for number in around}
    sizes: dict[int, int] = {}
    for story in found.values():
        sizes[story] = sizes.get(story, 0) + 1
    return {number: (story, sizes[story] > 1) for number, story in found.items()}
