"""Articles that were filed in, stories out: the same text at several publishers, within a window of time.

    queue ─▶ bands ─▶ others with the same ─▶ compare the texts ─▶ links ─▶ what hangs together is a story

After a filing, not in it: it costs some three times its CPU time. Each batch is a transaction
under a lock of its own: killed, it is on the queue again. A story is what its links hold together, so it does
not matter in which order articles come, and a revision or a takedown can part one again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from wireroom import store
from wireroom.errors import StoreError
from wireroom.normalize.same_text import TextPrint, likeness, text_print
from wireroom.store.articles import story_rows

BATCH = 200  # articles a transaction
MOST = 20_000  # that one filing takes along: after an upgrade all there are wait


def cluster_stories(conn: store.Connection, days: float, *, most: int = MOST, wait: bool = False) -> int:
    """Put queued articles into stories; how many (some `most`). `days`: how far apart two may be published.

    Where another process does so already it is left to that one, unless told to `wait`. Raises StoreError.
    """
    window = timedelta(days=days)
    done = 0
    try:
        conn.commit()
        while done < most:
            if not story_rows.begin_stories(conn, wait=wait):
                return done
            ids = story_rows.claim_stories(conn, BATCH)
            if ids:
                _cluster(conn, ids, window)
            conn.commit()
            if not ids:
                return done
            done += len(ids)
    except StoreError:
        if not conn.closed:
            conn.rollback()
        raise
    return done


def _cluster(conn: store.Connection, ids: Sequence[int], window: timedelta) -> None:
    texts = story_rows.story_texts(conn, ids)
    prints = {number: _print(text) for number, text in texts.items()}
    if gone := [number for number in ids if number not in texts]:
        story_rows.forget_members(conn, gone)
    story_rows.keep_members(conn, {number: (text, prints[number].bands) for number, text in texts.items()})
    pairs = story_rows.find_copies(conn, list(texts), window)
    others = {other for _, other in pairs} - set(prints)
    prints |= {number: _print(text) for number, text in story_rows.story_texts(conn, sorted(others)).items()}
    around = story_rows.replace_links(conn, ids, _links(pairs, prints))
    story_rows.set_stories(conn, _stories(around))


def _print(text: story_rows.StoryText) -> TextPrint:
    return text_print(text.title, text.text, text.domain)


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
