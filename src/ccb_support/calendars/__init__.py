"""Which days are holidays: in Colombia, in other countries, in a list, or in any container."""
