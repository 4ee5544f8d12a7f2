"""What supports and contradicts a claim: matters, independence, relations."""
