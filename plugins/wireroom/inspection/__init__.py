"""One request in, one plain response out: what `wireroom inspect` shows."""
