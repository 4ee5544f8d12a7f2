"""What themes mean, and how they are found by meaning."""
