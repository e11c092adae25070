"""An article's blocks in their page in; what readers see beside its headline out: byline, day, title."""
