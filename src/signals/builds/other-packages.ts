import { diagnosticReader } from './diagnostic.js'

/** What the package managers of Ruby, PHP, Go, Rust, .NET, Elixir, Dart, Swift and of Linux say when they give up. */
const forms: readonly RegExp[] = [
  // Bundler and RubyGems
  /^(Could not find (?:compatible versions|gem '|\S{1,200}-\d\S{0,100} in |.{1,300} in any of the sources).{0,800})$/,
  /^(Bundler could not find compatible versions for gem .{0,300})$/,
  /^(Your (?:bundle is locked to|Ruby version is|lockfile) .{0,500})$/,
  /^(?:ERROR: {2})((?:Could not find a valid gem|Error installing|While executing gem).{0,500})$/,
  /^(An error occurred while installing .{1,300}, and Bundler cannot continue\.)$/,
  /^(The (?:gemspecs for path gems changed|dependencies in your gemfile changed|Gemfile's dependencies are missing).{0,300})$/,
  // Composer
  /^(Your requirements could not be resolved to an installable set of packages\.)$/,
  /^(Your lock file does not contain a compatible set of packages\..{0,200})$/,
  /^\s{2}(Could not find (?:a matching version of )?package .{1,300})$/,
  // Go modules
  /^(?:go: )((?:\S{1,300}@\S{1,100}: )(?:invalid version|reading |unrecognized import|module .{1,300}|verifying |parsing |missing go\.sum|git |not found|requires ).{0,600})$/,
  /^(?:go: )((?:updates to go\.mod needed|cannot find main module|module .{1,300}|go\.mod file |errors parsing go\.mod|inconsistent vendoring|finding module|unknown revision|no module).{0,500})$/,
  /^(verifying \S{1,300}: (?:checksum|go\.mod: checksum) mismatch.{0,100})$/,
  // Cargo
  /^error: ((?:failed to (?:select a version|get `|parse (?:manifest|lock file)|load (?:manifest|source)|download|resolve|read|update|sync|fetch)|no matching package|the lock file .{1,300} needs to be updated|package `|could not find `|cannot (?:specify|update)|unable to update|no matching version|package ID specification).{0,600})$/,
  // Linux packages
  /^E: ((?:Unable to (?:locate package|fetch|correct)|Package '|Version '|Failed to fetch|Could not get lock|Some index files|The repository).{0,600})$/,
  /^(?:ERROR: )(unable to select packages:)$/,
  /^(?:Error|No match|Nothing to do): ?(Unable to find a match: .{1,300}|No package .{1,300} available.{0,50})$/,
  // Mix, pub, SwiftPM, CocoaPods, Helm charts
  /^(?:\*\* \(Mix\) )((?:Hex dependency resolution failed|You're trying to|No package with name|Could not start|Unknown package).{0,500})$/,
  /^(Because \S{1,100} depends on .{1,800})$/,
  /^(\[!\] (?:CocoaPods could not find|Unable to (?:find|satisfy)).{0,500})$/,
]

/** Resolution and download errors of package managers that say them in a line and explain them below. */
export const otherPackages = diagnosticReader({
  format: 'package-manager',
  kind: 'dependency',
  wakes:
    /^(?:Could not find |Bundler could|Your (?:bundle|Ruby|lock|requirements)|ERROR: {2}|An error occurred while installing|The (?:gemspecs|dependencies in|Gemfile)| {2}Could not find|go: |verifying |error: (?:failed to|no matching|the lock|package|could not find|cannot|unable)|E: |ERROR: unable|Error: Unable to find a match|No (?:match|package)|\*\* \(Mix\)|\[!\] |Because \S)/,
  head(text) {
    for (const form of forms) {
      const message = form.exec(text)?.[1]
      if (message !== undefined) return { message: message.trim() }
    }
    return undefined
  },
  belongs(text, lines) {
    if (lines.length > 40) return false
    // Composer, Cargo and Bundler explain below, Composer after a blank line.
    return (
      /^(?:\s{1,40}\S|\.\.\. |required by|location searched|Caused by:|versions that meet|And because|So, because|\t)/.test(
        text,
      ) ||
      (text === '' && lines.length === 1)
    )
  },
  complete(opened, lines) {
    const problem = lines.find((line) => /^\s{2,6}- (?:Root composer|Required package|\S{1,200} requires )/.test(line))
    return problem === undefined
      ? opened
      : { ...opened, message: `${opened.message.replace(/\.$/, '')}: ${problem.trim().slice(2)}` }
  },
})
