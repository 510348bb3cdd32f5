"""Long proofs, run by `make prove` when their subject changes."""
