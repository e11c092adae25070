"""Connections that reach only allowed addresses, and keep to a deadline."""
