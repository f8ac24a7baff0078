import { type Change, type ConductRule, squash } from '../conduct-rule.js'

const mark = /^(\/\/+|#+|--|\/\*+|<!--|;)\s?/

/** What failed is turned into a comment, and nothing takes its place. */
export const codeCommentedOut: ConductRule = {
  rule: 'code-commented-out',
  silencesFile: isCommentedOut,
}

function isCommentedOut({ added, removed }: Change): boolean {
  const old = new Set(removed.map(squash))
  const lines = added.map((line) => line.trim()).filter((line) => line !== '')
  const bare = lines.map((line) => squash(line.replace(mark, '').replace(/\*\/$|-->$/, '')))
  return (
    bare.some((line) => line.length > 3 && old.has(line)) &&
    lines.every((line) => mark.test(line) || /^[*}]|^(pass|\.\.\.)$/.test(line))
  )
}
