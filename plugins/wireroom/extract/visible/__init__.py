"""Find what readers see beside an article's headline: byline, day, title."""
