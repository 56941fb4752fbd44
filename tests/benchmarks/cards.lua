-- Posts cards as phones do: bodies from a file, one a line, each under an id that was never used before.
local bodies, next_body = {}, 0

function init(args)
  local random = io.open("/dev/urandom", "rb")
  local seed = 0
  for _, byte in ipairs({random:read(4):byte(1, 4)}) do seed = seed * 256 + byte end
  random:close()
  math.randomseed(seed)
  for line in io.lines(args[1]) do bodies[#bodies + 1] = line end
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end

local function uuid()
  local r = math.random
  return string.format("%04x%04x-%04x-4%03x-%x%03x-%04x%04x%04x", r(0, 65535), r(0, 65535), r(0, 65535), r(0, 4095),
    r(8, 11), r(0, 4095), r(0, 65535), r(0, 65535), r(0, 65535))
end

function request()
  next_body = next_body % #bodies + 1
  return wrk.format(nil, nil, nil, '{"id":"' .. uuid() .. '",' .. bodies[next_body])
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%f,"refused":%d,"broken":%d,"p50_ms":%f,"p95_ms":%f}\n',
    summary.requests, summary.duration / 1e6, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000))
end
