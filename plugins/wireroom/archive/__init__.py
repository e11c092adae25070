"""Origins of past articles, one module each: `origin` says what they share, `register` which there are."""
