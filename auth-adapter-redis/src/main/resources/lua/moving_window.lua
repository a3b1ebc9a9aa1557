-- Admits one more in a window that moves along, or tells when. Redis runs it as one step, by its own
-- clock, so it is exact whoever asks from wherever.
--
-- KEYS[1]  a list: the microseconds at which somebody was admitted, oldest first; never more than the
--          limit, and gone when the window is over
-- ARGV[1]  the limit
-- ARGV[2]  the length of the window in microseconds
-- Answers  {1, how many may follow} or {0, microseconds until one more}
local key, limit, length = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]

-- A clock that has gone back stands still for us, unless it was so wrong that what it once showed is
-- of no use.
local moment = now
local newest = tonumber(redis.call('LINDEX', key, -1))
if newest and newest - now > length then
  redis.call('DEL', key)
elseif newest and newest > now then
  moment = newest
end

local oldest = tonumber(redis.call('LINDEX', key, 0))
while oldest and oldest <= moment - length do
  redis.call('LPOP', key)
  oldest = tonumber(redis.call('LINDEX', key, 0))
end

local count = redis.call('LLEN', key)
if count >= limit then
  local last = tonumber(redis.call('LINDEX', key, count - limit))
  return {0, last + length - now}
end
-- As text: Lua would write so large a number with an exponent.
redis.call('RPUSH', key, string.format('%.0f', moment))
redis.call('PEXPIRE', key, math.ceil((moment - now + length) / 1000) + 1)
return {1, limit - count - 1}
