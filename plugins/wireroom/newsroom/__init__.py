"""The sample newsroom: a local server of made-up news for demo, tests and load."""
