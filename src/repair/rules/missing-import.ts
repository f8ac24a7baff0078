import { exportedNames } from '../../syntax/exports.js'
import { namesInScope } from '../../syntax/scope.js'
import { importOf, specifierOf } from '../code/importing.js'
import { misspellingOf } from '../code/misspelling.js'
import { wholeWord } from '../code/names.js'
import { allLanguages, type Rule } from '../code/site.js'
import { standardHomes } from '../code/standard-library.js'

/** A name that is nowhere in the file, and that another file of the project or the standard library has: its import. */
export const missingImport: Rule = {
  name: 'missing-import',
  languages: allLanguages,
  applies: (failure) => misspellingOf(failure)?.kind === 'variable',
  *candidates(site) {
    const name = misspellingOf(site.failure)?.name
    const { file } = site
    if (name === undefined || !new RegExp(wholeWord(name), 'u').test(file.text)) return
    if (namesInScope(file.tree, file.tree.root.start).includes(name)) return
    for (const other of site.code.files) {
      if (other === file || !exportedNames(other.tree).includes(name)) continue
      yield {
        changes: [importOf(file, specifierOf(file, other.path), name)],
        explanation: `${other.path} has ${name}: it is imported from there.`,
        cost: 0,
      }
    }
    for (const { module, whole } of standardHomes(name, file.language === 'python')) {
      yield {
        changes: [importOf(file, module, whole ? undefined : name, name)],
        explanation: `${name} is in the standard library: it is imported from there.`,
        cost: whole ? 0.3 : 0.1,
      }
    }
  },
}
