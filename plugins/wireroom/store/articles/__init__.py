"""Rows of articles: staged, written, made searchable, put into stories, taken down."""
