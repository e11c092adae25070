"""Markup or plain text in, blocks out: the tree, the one walk over it and what each element means."""
