"""Answer the requests of `wireroom inspect`, one plain response for each."""
