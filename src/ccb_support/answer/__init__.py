"""What comes back: the recommendation, its reasons and its words."""
