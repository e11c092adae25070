"""A link as a feed wrote it in; its target or its one canonical form out."""
