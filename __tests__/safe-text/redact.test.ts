import { generator, randomSecrets } from '../../bench/redaction/secrets.mjs'
import { leftOf, places, transforms } from '../../bench/redaction/transforms.mjs'
import { createRedactor, secretsFrom } from '../../src/safe-text/redact.js'

describe('a known secret', () => {
  const secrets = randomSecrets(18, 7).map(({ value }) => ({
    value,
    redactor: createRedactor([{ name: 'KEY', value }]),
  }))

  it.each(Object.entries(transforms))('leaves no twelve characters behind: %s', (_name, transform) => {
    for (const { value, redactor } of secrets) {
      const shown = transform(value, generator(1))
      const out = redactor.redact(`before: ${shown} :after`)
      expect([value, leftOf(shown, out)]).toEqual([value, []])
      // The characters around it may happen to be the secret's own.
      expect(out).toMatch(/^befo.*ter$/s)
    }
  })

  it.each(Object.entries(places))('leaves no twelve characters behind: %s', (_name, [before, transform, after]) => {
    for (const { value, redactor } of secrets) {
      const shown = transform(value, generator(1))
      expect([value, leftOf(shown, redactor.redact(`${before}${shown}${after}`))]).toEqual([value, []])
    }
  })

  it('leaves no part of twelve characters behind, wherever it is cut', () => {
    for (const { value, redactor } of secrets) {
      const dense = value.replace(/\s/g, '')
      for (let at = 0; at + 12 <= Math.min(dense.length, 60); at += 1) {
        const part = dense.slice(at, at + 12)
        if (new Set(part).size > 2) expect(redactor.redact(`| ${part} |`)).not.toContain(part)
      }
    }
  })

  it.each([
    'commit 3f786850e387550fdab836ed7e6dc881de23001b',
    'request 0b8c5a1e-14c2-4b0b-9d2e-0f1c2d3e4f5a',
    '"integrity": "sha512-a6d/Nwahm9fliVGRhdhofo40HjHQasUPusmc7vBfyky+7Z+P2A1J68zyFVaNcEclc=="',
    'at AbstractSingletonProxyFactoryBeanConfigurationSupport.createTheWholeThing(Beans.java:12)',
    'https://example.com/a%20b?x=%7B%22a%22%3A1%7D&y=\\u0041',
  ])('ordinary text stays beside known secrets: %s', (text) => {
    const all = createRedactor(secrets.map(({ value }) => ({ name: 'K', value })))
    expect(all.redact(text)).toBe(text)
  })

  it.each(['f = &toString; g(&valueOf;) &constructor;', '&__proto__;'])(
    'leaves what only looks like an entity: %s',
    (text) => {
      expect(createRedactor([{ name: 'K', value: 'q7Wz19Lm' }]).redact(text)).toBe(text)
    },
  )

  it('is found though it begins with one character many times', () => {
    expect(createRedactor([{ name: 'K', value: '11111111Xy' }]).redact('x 11111111Xy y')).toBe('x [redacted:K] y')
  })

  it('is found whole from eight characters on', () => {
    const redactor = createRedactor([{ name: 'K', value: 'q7Wz19Lm' }])
    expect(redactor.redact('x q7Wz19Lm y')).toBe('x [redacted:K] y')
    expect(redactor.redact('x q7Wz19L y')).toBe('x q7Wz19L y')
  })

  it.each(['a', 'true', '1234567', '--------', ''])('that would destroy the output is not masked: %j', (value) => {
    const redactor = createRedactor([{ name: 'K', value }])
    const text = `true a 1234567 -------- ${value}`
    expect(redactor.redact(text)).toBe(text)
    expect(redactor.count()).toBe(0)
    expect(redactor.tooShort).toEqual(value === '' ? [] : ['K'])
  })

  it('names the secret, never in characters that a sink could read as something else', () => {
    const redactor = createRedactor([{ name: 'MY `KEY`]', value: 'abcdefgh12345678' }])
    expect(redactor.redact('abcdefgh12345678')).toBe('[redacted:MY--KEY--]')
  })

  it('counts places over all calls and leaves other text byte for byte', () => {
    const redactor = createRedactor([{ name: 'K', value: 'abcdefgh12345678' }])
    expect(redactor.redact('\u001B[1mplain\r\n\u200B text')).toBe('\u001B[1mplain\r\n\u200B text')
    redactor.redact('abcdefgh12345678 and abcdefgh12345678')
    redactor.redact('abcdefgh12345678')
    expect(redactor.count()).toBe(3)
  })

  it('is found where it is spread over several lines itself', () => {
    const value = 'line-one-of-the-key\nline-two-of-the-key\n'
    const out = createRedactor([{ name: 'PEM', value }]).redact(`x line-two-of-the-key y ${JSON.stringify(value)}`)
    expect(out).not.toMatch(/two-of-the|one-of-the/)
  })
})

describe('an unknown secret', () => {
  const jwt = `eyJ${'a1_-'.repeat(10)}.eyJ${'b2'.repeat(60)}.${'c-3_'.repeat(85)}`
  const cases: [string, string, string][] = [
    ['new GitHub token', `ghs_123456_${jwt}`, 'github-token'],
    ['old GitHub token', `ghp_${'a1B2'.repeat(9)}`, 'github-token'],
    ['fine-grained GitHub token', `github_pat_${'a1B2_'.repeat(16)}`, 'github-token'],
    ['OpenAI', `sk-proj-${'a1B2-_'.repeat(20)}`, 'api-key'],
    ['Anthropic', `sk-ant-api03-${'a1B2-_'.repeat(15)}AA`, 'anthropic-key'],
    ['AWS', 'AKIAIOSFODNN7EXAMPLE', 'aws-key'],
    ['Google', `AIza${'Sy1-_'.repeat(7)}`, 'google-key'],
    ['Slack', ['xoxb', '123456789012', 'abcdefGHIJKL'].join('-'), 'slack-token'],
    ['npm', `npm_${'a1B2'.repeat(9)}`, 'npm-token'],
    ['JWT', jwt, 'jwt'],
  ]
  it.each(cases)('is known by its form: %s', (_name, secret, name) => {
    const redactor = createRedactor([])
    expect(redactor.redact(`a "${secret}" b`)).toBe(`a "[redacted:${name}]" b`)
    expect(redactor.redact(`a=${secret}\n`)).toBe(`a=[redacted:${name}]\n`)
    expect(redactor.redact(`"a\\n${secret}"`)).toBe(`"a\\n[redacted:${name}]"`)
    expect(redactor.redact(`%0A${secret} `)).toBe(`%0A[redacted:${name}] `)
  })

  it.each([
    ['https://user:s3cr3t@host/x', 'https://user:[redacted:url-password]@host/x'],
    ['https://x-access-token:abcdefghijk@github.com', 'https://x-access-token:[redacted:url-password]@github.com'],
    ['https://:onlypass@host', 'https://:[redacted:url-password]@host'],
    ['DB_PASSWORD=hunter2hunter2\n', 'DB_PASSWORD=[redacted:password]\n'],
    ['?password=hunter2&x=1', '?password=[redacted:password]&x=1'],
    ['"password": "correct horse"', '"password": "correct horse"'],
    ['"password": "hunter2x"', '"password": "[redacted:password]"'],
    ['machine h login me password tiny', 'machine h login me password [redacted:netrc-password]'],
    ['Authorization: Bearer abcdefgh1234', 'Authorization: Bearer [redacted:authorization]'],
    ['//registry/:_authToken=abcd1234efgh', '//registry/:_authToken=[redacted:npm-token]'],
    ['api_key = "a1b2c3d4e5f6g7h8"', 'api_key = "[redacted:api-key]"'],
  ])('is known by its place: %s', (text, expected) => {
    expect(createRedactor([]).redact(text)).toBe(expected)
  })

  it('takes a whole private key, also where the end is missing or its lines are escaped', () => {
    const lines = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA1+/=\n'.repeat(20)}`
    const whole = `${lines}-----END RSA PRIVATE KEY-----`
    const redactor = createRedactor([])
    expect(redactor.redact(`a ${whole} b`)).toBe('a [redacted:private-key] b')
    expect(redactor.redact(`a ${JSON.stringify(whole)} b`)).not.toContain('MIIE')
    expect(redactor.redact(lines)).not.toContain('MIIE')
  })

  it.each([
    'connect(user=name, password=password)',
    'login(password=getPassword())',
    'this.password=options.auth.password',
    'password = None',
    'const token = process.env.GITHUB_TOKEN',
    'tokenizer: tokenizer, token: string',
    'class="sk-folding-cube-animation-in"',
    'def test_weighs_the_whole_cart_and_every_single_item_in_it():',
    'task-list-of-things-to-do-in-2026',
    'https://example.com/a@b:c',
    'at render (http://localhost:3000/x.js:12:3)',
    'git@github.com:owner/repo.git',
    'api_key = config.get("api_key_name_2")',
    'sha512-a6d/Nwahm9fliVGRhdhofo40HjHQasUPusmc7vBfyky+7Z+P2A1J68zyFVaNcEclc==',
  ])('ordinary text stays: %s', (text) => {
    expect(createRedactor([]).redact(text)).toBe(text)
  })
})

describe('which variables are secrets', () => {
  it('goes by the name and leaves paths and authors alone', () => {
    const found = secretsFrom({
      GITHUB_TOKEN: 'ghs_x',
      'INPUT_API-KEY': ' value\n',
      'INPUT_MAX-TOKENS': '400000',
      NPM_AUTH: 'n',
      MY_PASSWORD: 'p',
      GIT_AUTHOR_NAME: 'Somebody Here',
      SSH_AUTH_SOCK: '/tmp/ssh/agent',
      GPG_TTY: '/dev/pts/0',
      GPG_AGENT_INFO: 'agent:1:1',
      GPG_PASSPHRASE: 'opened sesame',
      KEY_STORE: '/home/runner/keys',
      PATH: '/usr/bin',
      EMPTY_SECRET: '',
      MISSING_TOKEN: undefined,
      DATABASE_URL: 'postgres://me:p%40ssw0rd%21x@db:5432/app',
      HOMEPAGE: 'https://example.com:8080/a@b',
      GH_PAT: 'github_x',
    })
    expect(found).toEqual([
      { name: 'GITHUB_TOKEN', value: 'ghs_x' },
      { name: 'API-KEY', value: 'value' },
      { name: 'NPM_AUTH', value: 'n' },
      { name: 'MY_PASSWORD', value: 'p' },
      { name: 'GPG_PASSPHRASE', value: 'opened sesame' },
      { name: 'DATABASE_URL', value: 'p%40ssw0rd%21x' },
      { name: 'DATABASE_URL', value: 'p@ssw0rd!x' },
      { name: 'GH_PAT', value: 'github_x' },
    ])
  })
})
