"""A packed tar of saved texts from a server on loopback: what comes before its first document, and in all.

.venv/bin/python bench/packed_tar.py 300            # MB, packed
.venv/bin/python bench/packed_tar.py 300 --whole    # from a server that gives no parts of files
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import sys
import tarfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.file_server import ServedFile, serving
from wireroom.archive.files_origin import Bookmark, Place
from wireroom.archive.saved.documents import DocumentsOrigin

MB = 1_000_000
TEXT = 60_000  # bytes of chance in a member: they hardly pack


def packed(size: int) -> bytes:
    """A tar.gz of at least `size` bytes."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as target:
        number = 0
        while out.tell() < size:
            body = f"date 2024-05-02 The ferry {number}.\n\n".encode() + os.urandom(TEXT).hex().encode()
            member = tarfile.TarInfo(f"{number:06}.txt")
            member.size, number = len(body), number + 1
            target.addfile(member, io.BytesIO(body))
    return out.getvalue()


def memory() -> float:
    """MB, the most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read it, and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int)
    parser.add_argument("--whole", action="store_true")
    arguments = parser.parse_args()
    content, notes = packed(arguments.size * MB), list[str]()
    served = ServedFile(
        content,
        name="saved.tar.gz",
        in_parts=not arguments.whole,
        says="none" if arguments.whole else "bytes",
    )
    with serving(served) as file:
        origin = DocumentsOrigin(
            Place(file.url, lambda error: print(error), datetime.now(UTC), note=notes.append)
        )
        (unit,) = origin.list()
        before, began, documents = memory(), time.perf_counter(), 0
        for _ in origin.read_on(unit, Counter(), Bookmark()):
            documents += 1
            if documents == 1:
                seconds, sent = time.perf_counter() - began, file.sent_bytes / MB
                print(f"the first after {sent:,.1f} of {len(content) / MB:,.1f} MB, {seconds:.2f} s")
        sent, again, grown = file.sent_bytes / MB, file.bytes_again / MB, memory() - before
        print(f"{documents:,} in all; {sent:,.1f} MB sent, {again:,.1f} twice; {grown:,.0f} MB of memory")


if __name__ == "__main__":
    main()
