"""Where the stack keeps its rows: a PostgreSQL of its own from a wheel, or one that the operator has."""
