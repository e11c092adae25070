"""The language of a text: declared against detected."""

from wireroom.normalize.language.detect_language import detect_language

__all__ = ["detect_language"]
