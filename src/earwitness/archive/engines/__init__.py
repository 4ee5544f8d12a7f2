"""What may speak to other machines, and only when the user says so."""
