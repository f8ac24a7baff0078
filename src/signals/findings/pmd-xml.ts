import { linterXml, numberOf, partOf } from './linter-xml.js'

/** PMD's XML, phpmd's too. Priority 1 and 2 are errors, 3 and below are warnings that fail a build all the same. */
export const pmdXml = linterXml({
  format: 'pmd-xml',
  recognises: (root) => root === 'pmd',
  finding: 'violation',
  parts: new Set(),
  read({ attributes }, parts, ancestors) {
    const file = ancestors.findLast((element) => element.name === 'file')
    return {
      file: file?.attributes['name'] || undefined,
      line: numberOf(attributes['beginline']),
      column: numberOf(attributes['begincolumn']),
      rule: attributes['rule'],
      message: partOf(parts, 'violation')?.text ?? '',
      more: attributes['externalInfoUrl'],
    }
  },
})
