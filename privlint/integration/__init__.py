"""What plugs privlint into other programs, and how it gets into a user's repository: `privlint init`.

`table` reads which files that takes, `plan` says what becomes of them, `yaml_lists` adds to a file that people wrote.
"""
