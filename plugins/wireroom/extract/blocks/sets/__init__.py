"""Lists, tables, code and quotations among an article's blocks: each told by the whole of it."""
