"""Feeds in, their rows and what is usual of them out: declared, claimed, polled."""
