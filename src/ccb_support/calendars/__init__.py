"""Which days are holidays: by the laws of Colombia, or by any container of dates."""
