"""Articles in, their rows out: staged, written, searched, put into stories, taken down."""
