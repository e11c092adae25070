"""Find who wrote a text, where, when and on what source: bylines, date lines, notices of origin."""
