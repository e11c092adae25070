"""The language of a text: declared against detected."""

from wireroom.normalize.language.detect_language import detect_language
from wireroom.normalize.language.evidence import load_language_model

__all__ = ["detect_language", "load_language_model"]
