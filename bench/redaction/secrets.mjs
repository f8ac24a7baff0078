/**
 * Secrets of the kinds that projects keep, each of its own and the same for the same seed.
 *
 * @typedef {() => number} Random a number from 0 to before 1
 */

/**
 * A small seeded generator, so that a failure can be repeated.
 *
 * @param {number} seed
 * @returns {Random}
 */
export function generator(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const small = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'
const word = small.toUpperCase() + small + digits
const symbols = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const letters = 'äöüßéèñçøåłżđğışБГДЖЗИЙЛФЦ漢字仮名한글אבגד😀🔑🐙'

/**
 * @param {Random} random
 * @param {string} alphabet
 * @param {number} length
 */
function text(random, alphabet, length) {
  const characters = [...alphabet]
  return Array.from({ length }, () => characters[Math.floor(random() * characters.length)]).join('')
}

/**
 * @param {Random} random
 * @param {unknown} value
 */
const part = (random, value) => Buffer.from(`${JSON.stringify(value)}`).toString('base64url') + text(random, word, 4)

/** @param {Random} random */
function pem(random) {
  const body = text(random, `${word}+/`, 64 * (4 + Math.floor(random() * 20)) + 31).match(/.{1,64}/g) ?? []
  return `-----BEGIN PRIVATE KEY-----\n${body.join('\n')}\n-----END PRIVATE KEY-----\n`
}

/** @type {Readonly<Record<string, (random: Random) => string>>} */
export const kinds = {
  'old GitHub token': (random) => `ghp_${text(random, word, 36)}`,
  'fine-grained GitHub token': (random) => `github_pat_${text(random, word, 22)}_${text(random, word, 59)}`,
  'model key': (random) => `sk-proj-${text(random, `${word}-_`, 60)}`,
  'cloud secret': (random) => text(random, `${word}+/`, 40),
  'chat token': (random) => ['xoxb', text(random, digits, 12), text(random, word, 24)].join('-'),
  'registry token': (random) => `npm_${text(random, word, 36)}`,
  JWT: (random) =>
    `${part(random, { alg: 'HS256', typ: 'JWT' })}.${part(random, { sub: text(random, digits, 9), iat: 1700000000 })}.${text(random, `${word}-_`, 43)}`,
  'private key': pem,
  'connection string': (random) =>
    `postgres://${text(random, small, 6)}:${encodeURIComponent(text(random, word + symbols, 20))}@db.${text(random, small, 8)}.example:5432/app?sslmode=require`,
  'long password': (random) => text(random, word + symbols, 20 + Math.floor(random() * 20)),
  'short password': (random) => text(random, word + symbols, 12 + Math.floor(random() * 6)),
  'password of symbols': (random) => text(random, symbols, 16 + Math.floor(random() * 8)),
  'password in other scripts': (random) => text(random, word + letters, 14 + Math.floor(random() * 12)),
  hexadecimal: (random) => text(random, `${digits}abcdef`, 64),
  UUID: (random) => [8, 4, 4, 4, 12].map((length) => text(random, `${digits}abcdef`, length)).join('-'),
  base64: (random) => Buffer.from(text(random, word + symbols, 33)).toString('base64'),
  'key with escapes in it': (random) =>
    `${text(random, word, 9)}%41\\n${text(random, word, 9)}&amp;"${text(random, word, 9)}\\u0041`,
  'JSON of an account': (random) =>
    JSON.stringify({ type: 'service_account', private_key_id: text(random, word, 40), private_key: pem(random) }),
}

/**
 * @param {number} count
 * @param {number} seed
 * @returns {{ kind: string, value: string }[]}
 */
export function randomSecrets(count, seed) {
  const random = generator(seed)
  const makers = Object.entries(kinds)
  return Array.from({ length: count }, (_, index) => {
    const [kind, make] = makers[index % makers.length] ?? ['', () => '']
    return { kind, value: make(random) }
  })
}
