"""What waits for the person at work: to read, to judge, to settle, to answer, to sign."""
