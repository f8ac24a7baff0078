import { linterXml, numberOf, partOf } from './linter-xml.js'

/** SpotBugs' and FindBugs' XML: the first source line that the bug itself names is its place. */
export const spotbugsXml = linterXml({
  format: 'spotbugs-xml',
  recognises: (root) => root === 'BugCollection',
  finding: 'BugInstance',
  parts: new Set(['SourceLine', 'LongMessage', 'ShortMessage', 'Method', 'Class']),
  read({ attributes }, parts) {
    // Lines of the class and of the method span all of it; the bug's own stand on the level of the class.
    const lines = parts.filter((part) => part.name === 'SourceLine')
    const narrow = lines.findLast(
      (part) => part.attributes['start'] !== undefined && part.attributes['start'] === part.attributes['end'],
    )
    const place = narrow ?? lines.find((part) => part.attributes['start'] !== undefined) ?? lines[0]
    return {
      file: place?.attributes['relSourcepath'] ?? place?.attributes['sourcepath'],
      line: numberOf(place?.attributes['start']),
      rule: attributes['type'],
      message: partOf(parts, 'LongMessage')?.text || partOf(parts, 'ShortMessage')?.text || (attributes['type'] ?? ''),
    }
  },
})
