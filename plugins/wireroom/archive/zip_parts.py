"""List the members of a saved zip that may be documents, and where reading can begin at each."""

from __future__ import annotations

import zipfile

from upath import UPath

from wireroom.archive.files_origin import FilePart
from wireroom.archive.saved.no_article import no_article_by_name
from wireroom.archive.saved.saved_files import is_hidden, open_saved
from wireroom.archive.saved.saved_members import is_archive

_MAGIC = 4  # bytes
_ENCRYPTED = 1  # flag of a member


def zip_parts(path: UPath) -> list[FilePart]:
    """The members, by their own names; none of what is no zip. Raises what `zipfile` does."""
    with open_saved(path) as stream:
        head = stream.read(_MAGIC)
        if not (head.startswith(b"PK") and is_archive(head)):
            return []
        stream.seek(0)
        with zipfile.ZipFile(stream) as packed:
            return [
                FilePart(info.filename, info.compress_size, f"{number} 0", info.header_offset)
                for number, info in enumerate(packed.infolist())
                if not (info.is_dir() or info.flag_bits & _ENCRYPTED or is_hidden(info.filename))
                and not no_article_by_name(info.filename)
            ]
