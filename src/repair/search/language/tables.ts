import type { Language } from '../../../domain.js'
import { go } from './go.js'
import { java } from './java.js'
import { python } from './python.js'
import { script } from './script.js'
import type { Table } from './table.js'

const tables: Partial<Record<Language, Table>> = {
  javascript: script,
  typescript: script,
  tsx: script,
  python,
  go,
  java,
}

/** Undefined for languages that only evidence reads. */
export function tableOf(language: Language): Table | undefined {
  return tables[language]
}
