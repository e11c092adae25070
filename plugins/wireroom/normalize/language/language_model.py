"""A text in, how probable each language of it is out: py3langid's model, read in a fifth of the memory.

The library reads its file whole, twice over for a moment: 118 MB, and 76 MB of them for good, more than any
document may cost. The largest table, 39 MB of which a text touches little, stays in a temporary file that is
mapped: the kernel brings in the pages that are looked at, and may drop them again. It is as fast.
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
_ROWS: Final = 10_000  # of a table, narrowed at a time


def statistical_language(text: str) -> tuple[str, float]:
    """Give (ISO 639-1 code, probability 0 to 1). The model loads at the first call, in half a second."""
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


def probability_of(languages: frozenset[str], text: str) -> float:
    """The probability that `text` is in any of them: near relatives divide it among themselves."""
    ranked = _identifier().rank(text)
    return float(sum(probability for code, probability in ranked if code in languages))


def load_language_model() -> None:
    """Now, where the moment matters: what is large should be gone."""
    _identifier()


@cache
def _identifier() -> Any:
    """Of the languages of written news alone: two thirds of the library's table, and half the time a text."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier  # numpy and a model: not at import

    with tempfile.TemporaryFile(suffix=".npz") as unpacked:
        with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
            shutil.copyfileobj(packed, unpacked, _PIECE)
        with ZipFile(unpacked) as tables_of:
            names = _table(tables_of, "classes").tolist()
            kept = [place for place, name in enumerate(names) if name in tables().detected]
            identifier = LanguageIdentifier(
                _columns(tables_of, "ptc", kept),  # in half floats: single ones gain a tenth, for 18 MB
                _table(tables_of, "pc")[kept],
                [names[place] for place in kept],
                _mapped(tables_of, "nextmove"),
                _table(tables_of, "out_feat").tolist(),
                norm_probs=True,
                tk_row=_table(tables_of, "nextmove_row").data,
            )
    identifier._full_model = None  # none but these will be asked for
    return identifier


def _member(tables_of: ZipFile, name: str) -> tuple[IO[bytes], tuple[int, ...], numpy.dtype[Any]]:
    """A table's bytes from its first number on, its shape and its type (numpy's npy format, version 1.0)."""
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
    """Those `kept` of a table of two dimensions, in one piece; the whole of it is never there."""
    import numpy

    member, (rows, columns), kind = _member(tables_of, name)
    narrow = numpy.empty((rows, len(kept)), kind)
    with member:
        for start in range(0, rows, _ROWS):
            piece = numpy.frombuffer(member.read(_ROWS * columns * kind.itemsize), kind)
            narrow[start : start + _ROWS] = piece.reshape(-1, columns)[:, kept]
    return narrow


def _mapped(tables_of: ZipFile, name: str) -> memoryview:
    """A table of whole numbers that stays in a file; the file has no name, and goes with the process."""
    import numpy

    member, _, kind = _member(tables_of, name)
    with member, tempfile.TemporaryFile() as file:
        shutil.copyfileobj(member, file, _PIECE)
        file.flush()
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return numpy.frombuffer(mapped, kind).data  # whose numbers are Python's own: twice as fast to look up
