"""Rows of feeds: declared, claimed, polled, and what is usual of each."""
