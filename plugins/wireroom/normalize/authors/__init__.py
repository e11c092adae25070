"""Bylines into people, agencies told from persons."""

from wireroom.normalize.authors.people import people

__all__ = ["people"]
