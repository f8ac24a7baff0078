import { parsePrompt } from './prompt.js'
import { promptFiles } from './prompts.generated.js'

/** A prompt without it asks for one answer at a time. */
const mayBeAbsent: ReadonlySet<string> = new Set(['several'])

/** What is wrong with a prompt of a team's own, in a sentence: it needs the sections and variables of the bundled one. */
export function problemOfPrompt(text: string): string | undefined {
  if (text.length > 60_000) return 'it is longer than 60,000 characters'
  try {
    const own = parsePrompt(text)
    for (const [name, section] of parsePrompt(promptFiles.repair).sections) {
      const given = own.sections.get(name)
      if (given === undefined && mayBeAbsent.has(name)) continue
      if (given === undefined) return `it has no section ${name}`
      const [wanted, has] = [variablesOf(section), variablesOf(given)]
      if (wanted !== has) return `section ${name} must use exactly the variables ${wanted || '(none)'}`
    }
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot be read'
  }
}

function variablesOf(section: string): string {
  return [...new Set(section.match(/\{\{[a-z]+\}\}/g) ?? [])].sort().join(' ')
}
