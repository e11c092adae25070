"""How work runs: in a child process, within a document's budget, and ended cleanly by a signal."""
