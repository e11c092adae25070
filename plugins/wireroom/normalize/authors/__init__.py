"""Read bylines: persons, and agencies apart from them."""
