"""Pages a CPU second of other readers of Common Crawl's WARC files: a file in, one line of JSON out.

Runs in a Python of its own, without Wireroom: see bench/backfill.py.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from warcio.archiveiterator import ArchiveIterator


def pages(path: str) -> Iterator[tuple[str, bytes]]:
    with open(path, "rb") as stream:  # noqa: PTH123 - nothing of ours here
        for record in ArchiveIterator(stream):
            if record.rec_type == "response" and record.http_headers.get_statuscode() == "200":
                yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


def timed(path: str, most: int, read: Callable[[str, bytes], object]) -> tuple[int, int, float]:
    """Pages of which something came, pages that were asked for, and CPU seconds; to trip over one is none."""
    found = asked = 0
    for url, body in islice(pages(path), 1):  # models and tables load once a process: ours were loaded, too
        with suppress(Exception):
            read(url, body)
    began = time.process_time()
    for url, body in islice(pages(path), most):
        asked += 1
        with suppress(Exception):
            found += bool(read(url, body))
    return found, asked, time.process_time() - began


def main() -> None:
    path, most, out = sys.argv[1], int(sys.argv[2]), {}
    with suppress(ImportError):
        from trafilatura import bare_extraction

        out["trafilatura"] = timed(
            path, most, lambda url, body: bare_extraction(body, url=url, with_metadata=True)
        )
    with suppress(ImportError):
        from newsplease import NewsPlease

        out["news-please"] = timed(path, most, lambda url, body: NewsPlease.from_html(body, url=url).maintext)
    with suppress(ImportError):
        out["Fundus (publishers it knows)"] = fundus(path, most)
    print(json.dumps(out))


def fundus(path: str, most: int) -> tuple[int, int, float]:
    """Of records whose host is a publisher's of Fundus: its own parser on each."""
    from urllib.parse import urlsplit

    from fundus import PublisherCollection

    known = {
        urlsplit(publisher.domain).netloc.removeprefix("www."): publisher for publisher in PublisherCollection
    }
    found, asked, spent = 0, 0, 0.0
    for url, body in islice(pages(path), most):
        publisher = known.get(urlsplit(url).netloc.removeprefix("www."))
        if publisher is None:
            continue
        asked, began = asked + 1, time.process_time()
        with suppress(Exception):
            found += bool(publisher.parser().parse(body.decode("utf-8", "replace"), "suppress"))
        spent += time.process_time() - began
    return found, asked, spent


if __name__ == "__main__":
    main()
