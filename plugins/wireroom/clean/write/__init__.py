"""Blocks in, HTML and text that say the same out; sanitised last."""
