"""The daily maintenance: settings and the time in; what was done, in words, out."""

from wireroom.maintain.maintain import maintain

__all__ = ["maintain"]
