"""Past documents, one module an origin."""
