/**
 * Ways in which a value gets into a text other than as it is: encodings, escapes and what stands in between.
 *
 * @typedef {import('./secrets.mjs').Random} Random
 * @typedef {(value: string, random: Random) => string} Transform
 */

const asItIs = /** @type {Transform} */ (value) => value
const json = /** @type {Transform} */ (value) => JSON.stringify(value).slice(1, -1)
const url = /** @type {Transform} */ (value) => encodeURIComponent(value)
/** @param {string} value @param {BufferEncoding} encoding */
const bytes = (value, encoding) => Buffer.from(value).toString(encoding)
/** @param {string} value */
const units = (value) => Array.from({ length: value.length }, (_, index) => value.charCodeAt(index))
/** @param {string} value @param {number} width */
const wrapped = (value, width, between = '\n') => (value.match(new RegExp(`[^]{1,${width}}`, 'gu')) ?? []).join(between)
/** @param {string} value @param {string} between */
const between = (value, between) => [...value].join(between)
/** @param {string} value @param {(unit: number) => string} write */
const perUnit = (value, write) => units(value).map(write).join('')
/** @param {string} value @param {(octet: number) => string} write */
const perByte = (value, write) => [...Buffer.from(value)].map(write).join('')
/** @param {number} octet */
const hex = (octet) => octet.toString(16).padStart(2, '0')
/** @param {string} value @param {Readonly<Record<string, string>>} table */
const mapped = (value, table) => [...value].map((character) => table[character] ?? character).join('')
const html = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** @param {string} value */
const printable = (value) =>
  perByte(value, (octet) =>
    octet < 33 || octet > 126 || octet === 61 ? `=${hex(octet).toUpperCase()}` : String.fromCharCode(octet),
  )
/** @param {string} value */
const python = (value) =>
  perByte(value, (octet) =>
    octet === 92 ? '\\\\' : octet < 32 || octet > 126 ? `\\x${hex(octet)}` : String.fromCharCode(octet),
  )

/** @type {Readonly<Record<string, Transform>>} */
export const transforms = {
  raw: (value) => value,
  'JSON-escaped': json,
  'JSON in JSON': (value, random) => json(json(value, random), random),
  'JSON in JSON in JSON': (value, random) => json(json(json(value, random), random), random),
  'JSON with slashes escaped': (value, random) => json(value, random).replaceAll('/', '\\/'),
  'JSON in ASCII': (value, random) =>
    json(value, random).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'all as \\u': (value) => perUnit(value, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`),
  'all as \\u{}': (value) => [...value].map((character) => `\\u{${character.codePointAt(0)?.toString(16)}}`).join(''),
  'all as \\x': (value) => perByte(value, (octet) => `\\x${hex(octet)}`),
  'all in octal': (value) => perByte(value, (octet) => `\\${octet.toString(8).padStart(3, '0')}`),
  'bytes as Python shows them': python,
  'URL-encoded': url,
  'URL-encoded in small letters': (value) => encodeURIComponent(value).replace(/%../g, (octet) => octet.toLowerCase()),
  'URL-encoded twice': (value, random) => url(url(value, random), random),
  'URL-encoded as a form': (value) => new URLSearchParams({ q: value }).toString().slice(2),
  'all URL-encoded': (value) => perByte(value, (octet) => `%${hex(octet)}`),
  'URL-encoded in JSON': (value, random) => json(url(json(value, random), random), random),
  'HTML entities': (value) => mapped(value, html),
  'HTML entities twice': (value) => mapped(mapped(value, html), html),
  'HTML numbers': (value) => [...value].map((character) => `&#${character.codePointAt(0)};`).join(''),
  'HTML numbers in hex': (value) =>
    [...value].map((character) => `&#x${character.codePointAt(0)?.toString(16)};`).join(''),
  'quoted-printable': printable,
  'quoted-printable, wrapped': (value) => printable(value).replace(/((?:=..|[^=]){20})/gs, '$1=\r\n'),
  base64: (value) => bytes(value, 'base64'),
  'base64, shifted by one': (value) => bytes(`x${value}yz`, 'base64').slice(2, -4),
  'base64, shifted by two': (value) => bytes(`xy${value}z`, 'base64').slice(3, -4),
  'base64, wrapped at 76': (value) => wrapped(bytes(value, 'base64'), 76, '\r\n'),
  'base64, wrapped in JSON': (value) => wrapped(bytes(value, 'base64'), 64, '\\n'),
  'base64, URL-encoded': (value) => encodeURIComponent(bytes(value, 'base64')),
  'base64, slashes escaped': (value) => bytes(value, 'base64').replaceAll('/', '\\/'),
  'base64 of JSON': (value, random) => bytes(json(value, random), 'base64'),
  'base64 of a URL': (value, random) => bytes(url(value, random), 'base64'),
  'base64 of UTF-16': (value) => Buffer.from(value, 'utf16le').toString('base64'),
  'base64 of base64': (value) => bytes(bytes(value, 'base64'), 'base64'),
  base64url: (value) => bytes(value, 'base64url'),
  'base64url, shifted by one': (value) => bytes(`x${value}yz`, 'base64url').slice(2, -4),
  hex: (value) => bytes(value, 'hex'),
  'capital hex': (value) => bytes(value, 'hex').toUpperCase(),
  'hex with colons': (value) => wrapped(bytes(value, 'hex'), 2, ':'),
  'hex with blanks': (value) => wrapped(bytes(value, 'hex'), 2, ' '),
  'hex as a C array': (value) => [...Buffer.from(value)].map((octet) => `0x${hex(octet)}`).join(', '),
  'hex wrapped': (value) => wrapped(bytes(value, 'hex'), 60),
  'list of bytes': (value) => JSON.stringify([...Buffer.from(value)]),
  'list of bytes on lines': (value) => JSON.stringify([...Buffer.from(value)], null, 2),
  'list of characters': (value) => JSON.stringify([...value]),
  'list of characters on lines': (value) => JSON.stringify([...value], null, 2),
  reversed: (value) => [...value].reverse().join(''),
  'capital letters': (value) => value.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  'small letters': (value) => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  'first five cut off': (value) => value.slice(5),
  'last five cut off': (value) => value.slice(0, -5),
  'one character a line': (value) => between(value, '\n'),
  'one character a line, Windows': (value) => between(value, '\r\n'),
  'with blanks': (value) => between(value, ' '),
  'wrapped at 20': (value) => wrapped(value, 20),
  'wrapped and indented': (value) => wrapped(value, 16, '\n        '),
  'wrapped with backslashes': (value) => wrapped(value, 16, '\\\n  '),
  'wrapped in a comment': (value) => `# ${wrapped(value, 16, '\n# ')}`,
  'wrapped in a diff': (value) => `+${wrapped(value, 16, '\n+')}`,
  'wrapped in a quotation': (value) => `> ${wrapped(value, 16, '\n> ')}`,
  'joined from parts': (value, random) => wrapped(json(value, random), 11, '" + "'),
  'zero-width between': (value) => between(value, '\u200B'),
  'joiners between': (value) => between(value, '\u2060\u00AD'),
  'tags between': (value) => between(value, '\u{E0041}'),
  'combining between': (value) => between(value, '\u034F'),
  'colours between': (value) => between(value, '\u001B[31m'),
  'colours between, escaped': (value, random) => json(between(value, '\u001B[1;31m'), random),
  'character sets between': (value) => between(value, '\u001B(B\u001B[m'),
  'titles between': (value) => between(value, '\u001B]0;x\u0007'),
  'link between': (value) => between(value, '\u009D8;;\u009C'),
  'shell, single quotes': (value) => `'${value.replaceAll("'", "'\\''")}'`,
  'shell, double quotes': (value) => `"${value.replace(/["$`\\!]/g, '\\$&')}"`,
  'shell, no quotes': (value) => value.replace(/[^\w\n]/g, '\\$&'),
  "shell, $''": (value) => `$'${python(value).replaceAll("'", "\\'")}'`,
  PowerShell: (value) => value.replace(/["$`]/g, '`$&'),
  'Windows shell': (value) => value.replace(/[&|<>^%!"]/g, '^$&'),
  'expression, escaped': (value) => value.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'),
  'YAML, single quotes': (value) => `'${value.replaceAll("'", "''")}'`,
  'YAML, folded': (value) => `>-\n  ${wrapped(value, 18, '\n  ')}`,
  'YAML, double quotes, folded': (value, random) => `"${wrapped(json(value, random), 18, '\\\n    ')}"`,
  'quotes doubled': (value) => `"${value.replaceAll('"', '""')}"`,
}

/**
 * Places in which a value stands: what goes before it, how it is written there, and what comes after.
 *
 * @type {Readonly<Record<string, readonly [string, Transform, string]>>}
 */
export const places = {
  'in a sentence': ['before ', asItIs, ' after'],
  'in a title': ['\u001B]0;', asItIs, '\u0007'],
  'in a link': ['\u001B]8;;https://h.example/?q=', url, '\u0007text\u001B]8;;\u0007'],
  'in the user part of a URL': ['https://user:', url, '@host.example/path'],
  'in an assignment': ['TOKEN=', asItIs, ''],
  'in a word': ['abc', asItIs, 'def'],
  'in a colour': ['\u001B[31m', asItIs, '\u001B[0m'],
  'in an escaped colour': ['"\\u001B[31m', json, '\\u001B[0m"'],
  'after an escape': ['\\n', asItIs, '\\t'],
  'in basic authorization': ['Authorization: Basic ', (value) => bytes(`user:${value}`, 'base64').slice(8), ''],
}

/**
 * Parts of twelve characters of a value that are still in a text: as they are, or once all that is not a letter or a
 * digit is taken out of both.
 *
 * @param {string} value what the transform made of the secret
 * @param {string} out what went through the redactor
 * @returns {string[]}
 */
export function leftOf(value, out) {
  const whole = windowsOf(value).filter((window) => out.includes(window))
  const rest = lettersOf(out)
  return [...whole, ...windowsOf(lettersOf(value)).filter((window) => rest.includes(window))]
}

/** @param {string} text */
function lettersOf(text) {
  return text.replace(/(?:\u001B|\\u001b)\[[0-9;]*m|\u001B\(B|\u001B\]0;x\u0007|[^\p{L}\p{N}]/gu, '')
}

/** @param {string} text */
function windowsOf(text) {
  const windows = []
  for (let at = 0; at + 12 <= text.length; at += 1) {
    const window = text.slice(at, at + 12)
    // Rules, padding, and what a transform puts between the characters are no part of a secret.
    const own = window.replace(/u?001b\[1;31m|\\[nr]|[\s"'`,+\\^\u001B]/g, '')
    if (own.length >= 6 && new Set(own).size > 2) windows.push(window)
  }
  return windows
}
