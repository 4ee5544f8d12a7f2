"""What the case holds, how far the work is, what waits for a decision."""
