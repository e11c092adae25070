"""How work runs: in a process apart, within a document's budget, ended in order by a signal."""
