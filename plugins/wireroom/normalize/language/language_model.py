"""Detect how probable each language of a text is, by py3langid's model in a fifth of its memory.

The library takes 118 MB to load its file and keeps 76 MB, more than any document may take. Here the largest
table (39 MB, of which a text reads little) stays in a temporary file that is mapped into memory: the kernel
loads the pages that are read, and may drop them again. That is as fast.
"""

from __future__ import annotations

import lzma
import mmap
import shutil
import tempfile
from functools import cache
from typing import IO, TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from wireroom.normalize.language.language_tables import tables

if TYPE_CHECKING:
    import numpy

_PIECE: Final = 1 << 18  # bytes
_ROWS: Final = 10_000  # rows of a table that are converted at a time


def statistical_language(text: str) -> tuple[str, float]:
    """(ISO 639-1 code, probability 0 to 1). The first call loads the model, in half a second."""
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


def probability_of(languages: frozenset[str], text: str) -> float:
    """The probability that `text` is in any of these languages: close relatives share it."""
    ranked = _identifier().rank(text)
    return float(sum(probability for code, probability in ranked if code in languages))


def load_language_model() -> None:
    """Load the model now, where the moment matters: when nothing else large is in memory."""
    _identifier()


@cache
def _identifier() -> Any:
    """The model for languages of written news only: two thirds of the table, half the time for a text."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier  # slow, so not at import

    with tempfile.TemporaryFile(suffix=".npz") as unpacked:
        with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
            shutil.copyfileobj(packed, unpacked, _PIECE)
        with ZipFile(unpacked) as tables_of:
            names = _table(tables_of, "classes").tolist()
            kept = [place for place, name in enumerate(names) if name in tables().detected]
            identifier = LanguageIdentifier(
                _columns(
                    tables_of, "ptc", kept
                ),  # as half floats: single ones are a tenth faster, for 18 MB more
                _table(tables_of, "pc")[kept],
                [names[place] for place in kept],
                _mapped(tables_of, "nextmove"),
                _table(tables_of, "out_feat").tolist(),
                norm_probs=True,
                tk_row=_table(tables_of, "nextmove_row").data,
            )
    identifier._full_model = None  # no other languages will be asked for
    return identifier


def _member(tables_of: ZipFile, name: str) -> tuple[IO[bytes], tuple[int, ...], numpy.dtype[Any]]:
    """A stream of a table at its first number, its shape and its type (npy format 1.0 of numpy)."""
    from numpy.lib import format as npy

    member = tables_of.open(f"{name}.npy")
    npy.read_magic(member)
    shape, is_by_column, kind = npy.read_array_header_1_0(member)
    if is_by_column:
        raise ValueError(f"py3langid's model has its table {name} by column")
    return member, shape, kind


def _table(tables_of: ZipFile, name: str) -> numpy.ndarray[Any, Any]:
    import numpy

    member, shape, kind = _member(tables_of, name)
    with member:
        return numpy.frombuffer(member.read(), kind).reshape(shape)


def _columns(tables_of: ZipFile, name: str, kept: list[int]) -> numpy.ndarray[Any, Any]:
    """The `kept` columns of a two-dimensional table; the whole table is never in memory."""
    import numpy

    member, (rows, columns), kind = _member(tables_of, name)
    narrow = numpy.empty((rows, len(kept)), kind)
    with member:
        for start in range(0, rows, _ROWS):
            piece = numpy.frombuffer(member.read(_ROWS * columns * kind.itemsize), kind)
            narrow[start : start + _ROWS] = piece.reshape(-1, columns)[:, kept]
    return narrow


def _mapped(tables_of: ZipFile, name: str) -> memoryview:
    """A table of integers, mapped from a file without a name that goes with the process."""
    import numpy

    member, _, kind = _member(tables_of, name)
    with member, tempfile.TemporaryFile() as file:
        shutil.copyfileobj(member, file, _PIECE)
        file.flush()
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return numpy.frombuffer(mapped, kind).data  # gives Python's own integers: look-ups are twice as fast
