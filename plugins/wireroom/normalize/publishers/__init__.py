"""Who published an article, as distinct from which feed carried it."""
