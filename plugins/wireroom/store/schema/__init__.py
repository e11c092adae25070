"""Bring a database to the present schema, with its roles, masks and documentation."""
