"""What a directory says: channels, contacts, hours and exceptions."""
