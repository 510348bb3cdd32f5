"""Charts of a result: first a small record of what is drawn, then a picture of it."""
