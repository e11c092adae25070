"""The daily maintenance: settings and the time in; what was done, in words, out."""
