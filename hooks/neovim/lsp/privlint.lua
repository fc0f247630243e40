-- Read by vim.lsp.enable("privlint") of Neovim 0.11 and newer.
return require("privlint").config()
