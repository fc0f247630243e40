"""The baseline: findings that a team has accepted, in one file beside the code.

`model` is an entry, `file` reads and writes the file, `matching` says which findings it covers, and `changing` what
`privlint baseline` makes of it. An entry knows no line numbers and no messages.
"""
