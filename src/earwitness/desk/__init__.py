"""What people look at: today the report, one self-contained page for inside use."""
