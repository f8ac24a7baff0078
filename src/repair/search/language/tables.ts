import type { Language } from '../../../domain.js'
import { python } from './python.js'
import { script } from './script.js'
import type { Table } from './table.js'

const tables: Readonly<Record<Language, Table>> = { javascript: script, typescript: script, tsx: script, python }

export function tableOf(language: Language): Table {
  return tables[language]
}
