"""Read a saved page or plain text as a document of one entry, as its publisher wrote it."""

from wireroom.extract.read_page import read_page, read_text

__all__ = ["read_page", "read_text"]
