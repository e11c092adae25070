"""Bytes in, what the publisher said out, nothing repaired."""
