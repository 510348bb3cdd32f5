"""The columnar record of what happened."""
