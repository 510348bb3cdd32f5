"""How sure a comparison is: doubt about the experience model, about guessed numbers, and what matters."""
