"""An article's number or address in; it is removed from every place of ours, and refused from then on."""
