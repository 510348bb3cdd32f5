"""Scenarios: the language, its reading, its changes and its checks."""
