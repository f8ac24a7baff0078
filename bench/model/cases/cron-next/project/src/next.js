import { parseFields } from './fields.js'

const mostYears = 5

/** The first minute after `after` (both UTC) at which a crontab line runs; undefined where it never does in five years. */
export function next(line, after) {
  const fields = parseFields(line)
  const end = after.getUTCFullYear() + mostYears
  let at = startOfMinute(after.getTime() + 60_000)
  while (at.getUTCFullYear() <= end) {
    if (!fields.month.values.has(at.getUTCMonth() + 1)) at = startOfMonth(at, 1)
    else if (!isDay(fields, at)) at = startOfDay(at, 1)
    else if (!fields.hour.values.has(at.getUTCHours())) at = startOfHour(at, 1)
    else if (!fields.minute.values.has(at.getUTCMinutes())) at = startOfMinute(at.getTime() + 60_000)
    else return at
  }
  return undefined
}

function isDay({ day, weekday }, at) {
  return day.values.has(at.getUTCDate()) && weekday.values.has(at.getUTCDay())
}

function startOfMinute(time) {
  return new Date(Math.floor(time / 60_000) * 60_000)
}

function startOfHour(at, more) {
  const result = new Date(at)
  result.setUTCHours(at.getUTCHours() + more, 0, 0, 0)
  return result
}

function startOfDay(at, more) {
  const result = new Date(at)
  result.setUTCDate(at.getUTCDate() + more)
  result.setUTCHours(0, 0, 0, 0)
  return result
}

function startOfMonth(at, more) {
  const result = new Date(at)
  result.setUTCMonth(at.getUTCMonth() + more)
  result.setUTCDate(1)
  result.setUTCHours(0, 0, 0, 0)
  return result
}
