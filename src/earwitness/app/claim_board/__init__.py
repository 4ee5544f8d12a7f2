"""What is said in a case, claim by claim, for pages that show some of it at once.

`parts` reads the store, and anew only what the ledger says has changed; `building` makes a board
of it; `reach` leaves out what somebody may not know of. Everything else asks the board.
"""
