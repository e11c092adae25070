"""The `wireroom` command, one module a subcommand."""
