"""Addresses in, connections out that reach only where we may go, within their time."""
