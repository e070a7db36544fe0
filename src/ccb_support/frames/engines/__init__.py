"""What each library of tables does by itself."""
