"""Turn exports of programs with formats of their own into rows of articles."""
