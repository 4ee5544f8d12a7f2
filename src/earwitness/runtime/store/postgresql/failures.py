"""What a PostgreSQL server says when something is wrong, and what a user can do about it."""

MOVED = "Start this program or desk anew: `case.toml` says where the store lies now."
REMEDIES = {
    "moved to another store": MOVED,
    "password": "Put the right password into ~/.pgpass (readable by you alone) or the environment "
    "variable PGPASSWORD, and see that [case] database in case.toml names the right user.",
    "does not exist": "See that [case] database in case.toml names a database and a user that "
    "exist; `createdb` makes a database.",
    "lock timeout": "Another command is writing to this case; wait for it, then try again.",
    "could not obtain lock": "Another command is writing to this case; wait for it, then try "
    "again.",
    "permission denied": "Let the owner of the database give this user the right to change it.",
    "read-only": "The server takes no changes now (a standby, or set so); name the leading server "
    "in [case] database.",
    "space left": "Free some space on the disk of the server, then give the same command again.",
    "too many": "Close other programs that use this server, or raise its max_connections.",
    "remaining connection slots": "Close other programs that use this server, or raise its "
    "max_connections.",
    "NUL": "A text in what was handed in holds a sign that PostgreSQL cannot keep (NUL); take it "
    "out.",
    "service": "See that the service stands in ~/.pg_service.conf.",
    "connection": "See that the server runs, that [case] database in case.toml names it, and that "
    "it lets this machine in; then give the same command again. What was recorded before stays.",
    "resolve": "See that [case] database in case.toml names the right server.",
}
"""By words of the server or of its driver (English), the telling ones first."""
LAST = (
    "See that the server runs and that [case] database in case.toml is right. "
    "Run `earwitness verify` to see whether anything is damaged."
)


def first_line(error: Exception) -> str:
    """What it says, without a hint or a position."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else "it does not say why"


def remedy_for(error: Exception) -> str:
    """What a user can do about it."""
    said = str(error)
    return next((remedy for sign, remedy in REMEDIES.items() if sign in said), LAST)
