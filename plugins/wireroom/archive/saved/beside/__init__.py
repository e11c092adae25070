"""What stands beside a saved document and tells of it: sidecars, tables of an export."""
