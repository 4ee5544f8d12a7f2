"""What of the runtime speaks to the network."""
