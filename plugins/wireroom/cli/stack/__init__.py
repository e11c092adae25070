"""`wireroom up`, `down`, `status` and their like: the processes of `make up` on the command line."""
