"""Estimate how many articles files or days hold, and how long reading them takes."""
