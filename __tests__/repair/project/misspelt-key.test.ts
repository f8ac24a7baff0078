import { misspeltKey } from '../../../src/repair/project/misspelt-key.js'
import { proposals } from './site.js'

describe('misspelt-key', () => {
  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    [
      'a list of known keys',
      'Unknown key "retires" in app.json; known keys: port, retries, host',
      { 'app.json': '{ "retires": 3 }' },
      '{ "retries": 3 }',
    ],
    ['a suggestion', "Unknown option 'tiemout'. Did you mean 'timeout'?", { 'a.yaml': 'tiemout: 3\n' }, 'timeout: 3\n'],
    [
      'a list in backquotes',
      'unknown field `lin-length`, expected one of `line-length`, `select`',
      { 'tool.toml': 'lin-length = 88\n' },
      'line-length = 88\n',
    ],
    [
      'words of a validator',
      "Unrecognized key(s) in object: 'prot'; allowed: host, port",
      { 'a.yml': 'host: x\nprot: 1\n' },
      'host: x\nport: 1\n',
    ],
    [
      'a schema of the repository',
      "Additional properties are not allowed ('retires' was unexpected)",
      {
        'etc/app.json': '{ "$schema": "../app.schema.json", "retires": 3 }',
        'app.schema.json': '{ "properties": { "retries": { "type": "number" } } }',
      },
      '{ "$schema": "../app.schema.json", "retries": 3 }',
    ],
  ])('takes it from %s', async (_from, message, files, after) => {
    const { texts } = await proposals(misspeltKey, { files, message })
    expect(texts.map((each) => [...each.values()])).toEqual([[after]])
  })

  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['a message of something else', 'expected 3 to be 4', { 'app.json': '{ "retires": 3 }' }],
    ['a key that is nowhere near', 'Unknown key "colour"; known keys: port, host', { 'app.json': '{ "colour": 3 }' }],
    ['two keys that are as near', 'Unknown key "hose"; known keys: host, nose', { 'app.json': '{ "hose": 3 }' }],
    [
      'a key that would be there twice',
      'Unknown key "prot"; known keys: port',
      { 'app.json': '{ "prot": 3, "port": 1 }' },
    ],
    [
      'a key that stands in two places',
      'Unknown key "prot"; known keys: port',
      { 'app.json': '{ "prot": 3, "a": { "prot": 1 } }' },
    ],
    ['a file of code', 'Unknown key "prot"; known keys: port', { 'app.js': 'const a = { prot: 3 }' }],
    ['a lock file', 'Unknown key "prot"; known keys: port', { 'package-lock.json': '{ "prot": 3 }' }],
  ])('does not apply to %s', async (_what, message, files) => {
    expect((await proposals(misspeltKey, { files, message })).texts).toEqual([])
  })
})
