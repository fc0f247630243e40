"""What has changed since a commit: `privlint check --changed[=REF]`.

`base` chooses the commit, `files` compares files with it, `export` writes its files to a folder of their own, and
`filtering` says which findings belong to the changes.
"""
