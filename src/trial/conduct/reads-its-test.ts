import { refuses } from '../conduct-rule.js'

/** Code that opens the tests looks its answers up; code that writes a report gives its own verdict. */
export const readsItsTest = refuses('reads-its-test', [
  {
    pattern:
      /\b(readFile\w*|open|openSync|file_get_contents|ReadFile|read_to_string|File\.(read|open|readlines)|read_text|createReadStream|readAll\w*|require|import|include_bytes!|include_str!|include)\s*\(?\s*[^;]{0,80}['"`][^'"`\s]{0,80}(\b__tests__\/|\btests?\/|\bspec\/|[._]test\.|[._]spec\.|\/test_|__snapshots__|\.snap\b)/,
    outsideTests: true,
  },
  {
    pattern:
      /\b(writeFile\w*|createWriteStream|open|file_put_contents|WriteFile|File\.write|write_text|fs::write)\s*\(?\s*[^;]{0,80}['"`][^'"`\s]{0,80}(junit|surefire|test-results|test_results|report\.xml)/i,
    outsideTests: true,
  },
])
