"""The gate: every byte of a package, and every sound of it, searched for what must not leave."""
