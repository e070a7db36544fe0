"""The catalogue of phrases: Spanish and English side by side, for a translator to read."""
