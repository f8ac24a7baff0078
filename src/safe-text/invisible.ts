/**
 * Characters that a person does not see and a machine does: controls, format characters (bidi overrides, tags,
 * zero-width), default-ignorable fillers, line and paragraph separators, lone surrogates.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu
const unseenButLayout = /(?:(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}])+/gu

/** Terminal sequences: CSI, then OSC/DCS/APC/PM/SOS strings up to their end (at most 4096 long), then two-character ones. */
const terminalSequence =
  // The lengths are bounded so that a sequence that never ends cannot swallow a log, nor cost more than one pass.
  /(?:\u001B\[|\u009B)[0-?]{0,64}[ -/]{0,8}[@-~]?|(?:\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u009C\r\n]{0,4096}(?:\u0007|\u001B\\|\u009C)?|\u001B[ -/]{0,4}[0-~]?/g

/** Every way in which something that reads text may start a new line. */
export const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

/** Takes out colours, links, titles and cursor movements, their parameters included. */
export function stripTerminal(text: string): string {
  return text.includes('\u001B') || /[\u0080-\u009F]/.test(text) ? text.replace(terminalSequence, '') : text
}

/** Takes out all that is not seen, but keeps tab and newline: for what a model reads. Line ends become `\n`. */
export function stripInvisible(text: string): string {
  return stripTerminal(text).replace(lineBreak, '\n').replace(unseenButLayout, '')
}

/** Writes out what is not seen as `\u{202e}` (`\x1b` for controls), but keeps tab and newline: for what a person reads. */
export function showInvisible(text: string): string {
  return text.replace(unseenButLayout, spell)
}

/** As `showInvisible`, and tab and newline are spelt too. */
export function showAllInvisible(text: string): string {
  return text.replace(unseen, spell)
}

/** Each is spelt once: a log may be made of nothing else. */
const spellings = new Map<string, string>()

function spell(run: string): string {
  let text = ''
  for (const character of run) {
    let spelling = spellings.get(character)
    if (spelling === undefined) {
      spelling = spellingOf(character)
      spellings.set(character, spelling)
    }
    text += spelling
  }
  return text
}

function spellingOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  // The emoji selector is everywhere in test output and says nothing; spelling it out would bury what does.
  if (code === 0xfe0f) return ''
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}
