-- Uses privlint as somebody at the keyboard would, and writes down what is seen. Run by test_neovim.py.
-- SEEN: the file to write; SOURCE: the file to edit; COMMAND: the words that start the server, one a line.

local seen = {}
local patience = 90000 -- milliseconds; ends what hangs

local function note(name, value)
  seen[name] = value
end

local function diagnostics()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    local lsp = each.user_data and each.user_data.lsp or {}
    table.insert(found, {
      line = each.lnum + 1,
      code = each.code or lsp.code,
      path = #(lsp.relatedInformation or {}),
    })
  end
  return found
end

local function wait_for(count)
  vim.wait(patience, function()
    return #vim.diagnostic.get(0) == count
  end, 20)
  return diagnostics()
end

local function replace(old, new)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local at = line:find(old, 1, true)
    if at then
      local text = line:sub(1, at - 1) .. new .. line:sub(at + #old)
      vim.api.nvim_buf_set_lines(0, number - 1, number, false, { text })
      return
    end
  end
end

local function choose(title)
  vim.ui.select = function(items, options, done)
    local titles = {}
    for number, item in ipairs(items) do
      table.insert(titles, (options.format_item(item)))
      if options.format_item(item):find(title, 1, true) then
        done(item, number)
      end
    end
    note("offered", titles)
  end
  vim.api.nvim_win_set_cursor(0, { diagnostics()[1].line, 0 })
  local column = vim.diagnostic.get(0)[1].col
  vim.api.nvim_win_set_cursor(0, { diagnostics()[1].line, column })
  vim.lsp.buf.code_action()
end

local function drive()
  local command = vim.split(os.getenv("COMMAND"), "\n")
  vim.cmd("filetype on")
  if vim.lsp.config then
    vim.lsp.config("privlint", { cmd = command })
    vim.lsp.enable("privlint")
  else
    require("privlint").setup({ cmd = command })
  end
  vim.ui.input = function(_, done)
    done("the kiosk asks at sign-up")
  end
  vim.cmd("edit " .. vim.fn.fnameescape(os.getenv("SOURCE")))
  note("opened", wait_for(1))
  replace("UMConfigure.init(this", "// UMConfigure.init(this")
  note("typed", wait_for(0))
  vim.cmd("silent undo")
  vim.cmd("silent write!")
  note("saved", wait_for(1))
  choose("Ignore PRV101")
  note("ignored", wait_for(0))
  note("text", table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"))
  vim.cmd("silent write!")
end

local ok, problem = pcall(drive)
note("problem", ok and "" or tostring(problem))
vim.fn.writefile({ vim.fn.json_encode(seen) }, os.getenv("SEEN"))
vim.cmd("qall!")
