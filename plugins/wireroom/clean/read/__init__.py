"""Turn markup or plain text into blocks: the tree, one walk over it, and a handler for each element."""
