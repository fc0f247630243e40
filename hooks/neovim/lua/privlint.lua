-- privlint in Neovim. Put this folder on the runtime path, then
--
--   vim.lsp.enable("privlint")      -- Neovim 0.11 and newer, or
--   require("privlint").setup()     -- Neovim 0.7 to 0.10
--
-- Both take the command from the PATH; another one: vim.lsp.config("privlint", { cmd = { "…", "lsp" } }), or
-- setup({ cmd = { "…", "lsp" } }).

local M = {}

local commands = {}

-- Asks for the reason of a comment that ignores a finding, and has the server write it.
commands["privlint.askReason"] = function(command, context)
  vim.ui.input({ prompt = "Why is this right? " }, function(reason)
    if reason and reason ~= "" then
      local arguments = vim.list_extend({}, command.arguments)
      table.insert(arguments, reason)
      M.execute(context.client_id, "privlint.ignore", arguments)
    end
  end)
end

-- Shows the page of a rule in a window above the text.
commands["privlint.showPage"] = function(command, context)
  M.execute(context.client_id, "privlint.page", command.arguments, function(_, page)
    if type(page) == "string" then
      vim.lsp.util.open_floating_preview(vim.split(page, "\n"), "markdown", { max_width = 100 })
    end
  end)
end

-- What Neovim has to know to start the server.
function M.config(changes)
  for name, run in pairs(commands) do
    vim.lsp.commands[name] = run
  end
  return vim.tbl_deep_extend("force", {
    name = "privlint",
    cmd = { "privlint", "lsp" },
    filetypes = { "java", "kotlin", "groovy", "xml", "toml", "jproperties" },
    root_markers = { ".git", "settings.gradle", "settings.gradle.kts" },
    init_options = { commands = vim.tbl_keys(commands) },
  }, changes or {})
end

-- Has the server do something.
function M.execute(client_id, name, arguments, handler)
  local client = vim.lsp.get_client_by_id(client_id)
  local parameters = { command = name, arguments = arguments }
  handler = handler or function() end
  if vim.fn.has("nvim-0.11") == 1 then
    client:request("workspace/executeCommand", parameters, handler)
  else
    client.request("workspace/executeCommand", parameters, handler)
  end
end

-- The folder to check for a file: the first marker that some folder above it holds; nil if none does.
local function root_of(path, markers)
  for _, marker in ipairs(markers) do
    local folder = vim.fn.fnamemodify(path, ":p:h")
    while true do
      if vim.loop.fs_stat(folder .. "/" .. marker) then
        return folder
      end
      local parent = vim.fn.fnamemodify(folder, ":h")
      if parent == folder then
        break
      end
      folder = parent
    end
  end
end

-- For Neovim before 0.11: starts one server for each project, and attaches it to the buffers of the project.
function M.setup(changes)
  local config = M.config(changes)
  local running = {}
  local function attach(buffer)
    local path = vim.api.nvim_buf_get_name(buffer)
    local root = path ~= "" and root_of(path, config.root_markers)
    if not root then
      return
    end
    if not running[root] or vim.lsp.client_is_stopped(running[root]) then
      running[root] = vim.lsp.start_client({
        name = config.name,
        cmd = config.cmd,
        root_dir = root,
        workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
        init_options = config.init_options,
      })
    end
    if running[root] then
      vim.lsp.buf_attach_client(buffer, running[root])
    end
  end
  vim.api.nvim_create_autocmd("FileType", {
    pattern = config.filetypes,
    callback = function(event)
      attach(event.buf)
    end,
  })
end

return M
