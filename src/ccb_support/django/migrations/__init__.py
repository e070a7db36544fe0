"""How the tables of the app came about."""
