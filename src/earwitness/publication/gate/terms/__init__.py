"""The search for names, protected terms, user names, file names, machine paths and notes."""
