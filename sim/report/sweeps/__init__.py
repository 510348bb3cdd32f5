"""A finished sweep told, drawn, and set out: what was found, charts, slides, a page."""
