"""The language server: `privlint lsp`. Nothing here is imported before it is asked for; it needs the extra `lsp`."""
