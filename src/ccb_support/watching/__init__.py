"""A directory's file that people edit while a program answers from it."""
