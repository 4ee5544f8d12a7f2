"""What is said: claims with what bears on them, losses, the official story, days and places."""
