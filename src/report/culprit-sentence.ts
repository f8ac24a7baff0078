import type { Culprit, Suspect } from '../domain.js'
import { code, type Markdown, md } from '../safe-text/markdown.js'

const words: Readonly<Record<Culprit['how'], Markdown>> = {
  bisect: md`Started failing with`,
  blame: md`The suspicious lines were last changed in`,
  diff: md`The suspicious file was last changed in`,
}

/** Where it came from, in a sentence; `name` is the commit as it should be shown. */
export function culpritSentence(culprit: Culprit, name: Markdown, suspects: readonly Suspect[]): Markdown {
  const changed = suspects.find(({ why }) => why.includes(`the culprit ${culprit.commit.slice(0, 7)}`))
  const place = changed && code(changed.line === undefined ? changed.file : `${changed.file}:${changed.line}`, 200)
  return md`${words[culprit.how]} ${name}: ${code(culprit.subject, 120)}${place === undefined ? md`` : md`, which changed ${place}`}`
}
