"""Read the body of a response: decoded, limited in size, and marked if it is incomplete."""
