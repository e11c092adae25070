"""Markup in, safe HTML, plain text and what was quoted in it out."""
