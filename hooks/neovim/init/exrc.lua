-- Starts the language server of privlint for this project. Read by Neovim 0.9 and later with `:set exrc`.
vim.opt.runtimepath:append(vim.fn.getcwd() .. "/.nvim")
if vim.lsp.enable then
  vim.lsp.enable("privlint")
else
  require("privlint").setup()
end
