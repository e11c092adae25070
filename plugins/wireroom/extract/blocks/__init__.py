"""A page's tree in, its blocks out, each with how likely it belongs to the article."""
