"""Sound that carries who published it, by C2PA, signed with a key that stays where it is."""
