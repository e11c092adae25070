"""Pages a CPU second of other readers of Common Crawl: a WARC file and, on stdin, the ids of the records
that ours read, in; one line of JSON out: name → pages with a text, pages, CPU seconds.

Runs in a Python of its own, without Wireroom: see bench/backfill.py.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress

from warcio.archiveiterator import ArchiveIterator

Pages = Callable[[], Iterator[tuple[str, bytes]]]


def pages(path: str, wanted: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """To the last of them, as ours stops there too."""
    left = set(wanted)
    with open(path, "rb") as stream:  # noqa: PTH123 - nothing of ours here
        for record in ArchiveIterator(stream):
            if not left:
                return
            if (name := record.rec_headers.get_header("WARC-Record-ID")) in left:
                left.discard(name)
                yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


def timed(read: Callable[[str, bytes], object], those: Pages) -> tuple[int, int, float]:
    """Pages of which something came, pages that were asked for, and CPU seconds; to trip over one is none."""
    run(read, those)  # as ours: models and tables load once a process, and patterns are compiled
    began = time.process_time()
    found, asked = run(read, those)
    return found, asked, time.process_time() - began


def run(read: Callable[[str, bytes], object], those: Pages) -> tuple[int, int]:
    found = asked = 0
    for url, body in those():
        asked += 1
        with suppress(Exception):
            found += bool(read(url, body))
    return found, asked


@contextmanager
def unless_missing() -> Iterator[None]:
    """A peer that is not installed, or not whole, is said."""
    try:
        yield
    except ImportError as error:
        print(f"  a peer is left out: {error}", file=sys.stderr)


def main() -> None:
    path, wanted, out = sys.argv[1], set(sys.stdin.read().split()), {}

    def those() -> Iterator[tuple[str, bytes]]:
        return pages(path, wanted)

    with unless_missing():
        from trafilatura import bare_extraction

        out["trafilatura"] = timed(
            lambda url, body: bare_extraction(body, url=url, with_metadata=True), those
        )
    with unless_missing():
        from newsplease import NewsPlease

        out["news-please"] = timed(lambda url, body: NewsPlease.from_html(body, url=url).maintext, those)
    with unless_missing():
        out["Fundus (publishers it knows)"] = fundus(those)
    print(json.dumps(out))


def fundus(those: Pages) -> tuple[int, int, float]:
    """Of records whose host is a publisher's of Fundus: its own parser on each."""
    from urllib.parse import urlsplit

    from fundus import PublisherCollection

    known = {
        urlsplit(publisher.domain).netloc.removeprefix("www."): publisher for publisher in PublisherCollection
    }

    def publisher_of(url: str) -> object:
        return known.get(urlsplit(url).netloc.removeprefix("www."))

    def read(url: str, body: bytes) -> object:
        return (
            known[urlsplit(url).netloc.removeprefix("www.")]
            .parser()
            .parse(body.decode("utf-8", "replace"), "suppress")
        )

    here = [(url, body) for url, body in those() if publisher_of(url)]
    return timed(read, lambda: iter(here))


if __name__ == "__main__":
    main()
