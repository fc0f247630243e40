"""Checks that begin where an earlier one has ended.

`checking` is the way in. `identity` tells what a result depends on besides the files, `inputs` which files they are and
what they hold now, `kept` the form in which results are stored, `comparing` whether a result still holds after files
were edited, and `moving` where its places are then."""
