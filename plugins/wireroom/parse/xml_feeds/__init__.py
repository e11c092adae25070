"""The tree of an RSS, RDF or Atom feed in; what its publisher said, element by element, out."""
