"""A case of very many calls, made without sound, and what each part of the software costs in it."""
