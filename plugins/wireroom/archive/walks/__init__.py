"""A feed in, the documents of its past out, walked link by link or page by page."""
