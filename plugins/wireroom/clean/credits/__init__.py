"""Blocks in, who wrote the text, where, when and after whom out: bylines, date lines, notices."""
