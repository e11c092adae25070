"""Blocks in, those that stand round an article on every page of a site left out."""
