"""The press dossier of a release as PDF, for lawyers. It stays inside."""
