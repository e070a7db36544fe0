"""Which days are holidays."""
