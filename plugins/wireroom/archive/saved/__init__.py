"""Read saved documents of any kind below a place: feeds, pages and texts."""
