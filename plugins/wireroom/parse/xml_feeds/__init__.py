"""Read what a publisher said from the tree of an RSS, RDF or Atom feed, element by element."""
