"""What may have to be covered in a call: one module for each kind."""
