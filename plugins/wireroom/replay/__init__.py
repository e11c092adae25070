"""Landed bytes read again by today's code: what it reads differently, and the rows, if no dry run."""
