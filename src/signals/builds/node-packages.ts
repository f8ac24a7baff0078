import { diagnosticReader } from './diagnostic.js'

const pnpm = /^\s?(?:ERROR\s{1,3})?\[?\u2009?(ERR_PNPM_[A-Z_\d]{1,80})\]?\u2009?\s{1,4}(.{1,2000})$/
const berry = /^➤ (YN\d{4}): (?:[│└┌·] ?)?\s{0,4}(.{1,2000})$/
const classic =
  /^(?:##\[error\])?error (Couldn't find .{1,1000}|An unexpected error occurred: .{1,1000}|Your lockfile needs to be updated.{0,500}|.{1,300}: The engine ".{1,500}|Found incompatible module.{0,300}|Received invalid .{1,500}|Package ".{1,500}|Integrity check failed.{0,500}|.{1,300} doesn't exist.{0,300}|Outdated lockfile.{0,300}|Incorrect integrity.{0,500}|Command ".{1,200}" not found.{0,100}|No lockfile in this directory.{0,300})$/
const bun =
  /^error: (.{1,200}(?:failed to resolve|not found|No version matching .{1,200}|lockfile had changes, but lockfile is frozen|GET \S{1,500} - \d{3}).{0,300})$/
/** Warnings of berry, and the summary of what failed. */
const berryErrors =
  /^YN(?:0001|0002|0009|0016|0018|0020|0027|0028|0035|0041|0046|0047|0048|0050|0056|0057|0059|0061|0066|0071|0078|0080|0082|0090)$/

/** pnpm, both yarns and bun: what could not be resolved, fetched or agreed with the lockfile. */
export const nodePackages = diagnosticReader({
  format: 'package-manager',
  kind: 'dependency',
  wakes:
    /ERR_PNPM_|^➤ YN\d{4}: |^(?:##\[error\])?error [A-Z"'@\w]|^error: .{1,200}(?:failed to resolve|not found|No version matching|frozen| - \d{3})/,
  head(text) {
    const byPnpm = pnpm.exec(text)
    if (byPnpm !== null) return { code: byPnpm[1], message: (byPnpm[2] ?? '').trim(), exception: byPnpm[1] }
    const byBerry = berry.exec(text)
    if (byBerry !== null) {
      const isError = berryErrors.test(byBerry[1] ?? '') && !/completed|^Done|^Failed with/i.test(byBerry[2] ?? '')
      return isError ? { code: byBerry[1], message: (byBerry[2] ?? '').trim(), exception: byBerry[1] } : undefined
    }
    const message = (classic.exec(text) ?? bun.exec(text))?.[1]
    return message === undefined ? undefined : { message: message.replace(/^An unexpected error occurred: /, '') }
  },
  belongs: (text, lines) => lines.length < 30 && /^(?:\s{1,40}\S|[├└│]|This error happened|Note that)/.test(text),
})
