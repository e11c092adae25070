"""Bylines into people, agencies told from persons."""
