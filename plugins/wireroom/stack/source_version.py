"""A folder of source in; a short text that changes with it out."""

from __future__ import annotations

import hashlib
from pathlib import Path


def source_version(folder: Path) -> str:
    """Of names, sizes and times: processes hold the code they started with, so a change means restart."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".yaml", ".json", ".tsv", ".txt"}:
            status = path.stat()
            digest.update(f"{path.relative_to(folder)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]
