"""Walk a feed's past, link by link or page by page, and give its documents."""
