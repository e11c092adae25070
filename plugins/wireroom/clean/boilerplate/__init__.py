"""Leave out the blocks that surround an article on every page of its site."""
