"""A saved page or plain text in, what its publisher said out: a document of one entry."""

from wireroom.extract.read_page import read_page, read_text

__all__ = ["read_page", "read_text"]
