"""Write decisions to Postgres and read what is stored there: in bulk, a batch in one transaction.

Its functions are imported from the module they stand in.
"""
