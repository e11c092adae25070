"""A text in, the language that its letter groups are most like out, with a probability."""

from __future__ import annotations

from functools import cache
from typing import Any

from wireroom.normalize.language.tables import tables


def statistical_language(text: str) -> tuple[str, float]:
    """Give (ISO 639-1 code, probability 0 to 1). The model loads at the first call, in about a second."""
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


def probability_of(languages: frozenset[str], text: str) -> float:
    """The probability that `text` is in any of them: near relatives divide it among themselves."""
    ranked = _identifier().rank(text)
    return float(sum(probability for code, probability in ranked if code in languages))


@cache
def _identifier() -> Any:
    import numpy
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # numpy and a model: not at import

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(tables().detected & set(identifier.labels))
    # Narrowing leaves the table strided and it holds half floats, which numpy widens at each text;
    # in one piece and as wide as they are reckoned with, a text takes half the time.
    identifier.nb_ptc = numpy.ascontiguousarray(identifier.nb_ptc, dtype=numpy.float32)
    identifier._full_model = None  # of all languages: 27 MB, in case others are asked for
    return identifier
