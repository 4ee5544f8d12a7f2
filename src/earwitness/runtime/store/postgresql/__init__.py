"""The store on a PostgreSQL server: a database backend of Django (`base`), and what differs."""
