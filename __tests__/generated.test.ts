import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { version } from '../src/version.js'

const scripts = ['scripts/action.mjs', 'scripts/prompts.mjs', 'scripts/readme.mjs', 'scripts/servers.mjs'].filter(
  (script) => existsSync(script),
)

describe('what is made from other files', () => {
  it('version.ts says what package.json says', () => {
    expect(version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version)
  })

  it.each(scripts)('%s --check finds nothing stale', (script) => {
    execFileSync(process.execPath, [script, '--check'], { stdio: ['ignore', 'ignore', 'pipe'] })
  })
})
