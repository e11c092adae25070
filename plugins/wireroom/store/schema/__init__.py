"""A database in any state in, the present schema with its roles, masks and documentation out."""
