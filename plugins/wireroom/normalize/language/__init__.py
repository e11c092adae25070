"""The language of a text: declared against detected."""
