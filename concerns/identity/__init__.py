"""What the council's identity provider says of somebody (OpenID Connect).

`provider` asks it and checks what it answers; `said` reads what a checked answer proves. Neither
knows who is on a register: `concerns.actions.council_accounts` decides whose account it is.
"""
