"""Cluster filed articles into stories (one text) and events (one matter) at several publishers."""
