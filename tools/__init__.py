"""Scripts that prepare inputs of scenarios; nothing in `sim` imports them."""
