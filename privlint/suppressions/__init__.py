"""Suppressions: findings that somebody has accepted beside the code, with a reason.

`comments` finds the comments of a file, `extents` tells how far the statement or element goes that begins at a place,
`reading` turns comments, annotations and `tools:ignore` into suppressions, `matching` applies them to findings, and
`writing` adds them to files.
"""
