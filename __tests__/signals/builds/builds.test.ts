import type { Sighting } from '../../../src/domain.js'
import { read } from '../reading.js'

/** `kind file:line:column title`, as one line says what was read. */
function told(one: Sighting): string {
  const { file, line, column } = one.location ?? {}
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  return [one.kind, place, one.title].filter(Boolean).join(' ')
}

type Case = [tool: string, printed: string, ...told: string[]]

const compilers: Case[] = [
  ['Sun C', '"a.c", line 212: Error: no prototype', 'build a.c:212 no prototype'],
  ['IAR', 'c:\\x\\y.h(201) : Error[Pe020]: undefined', 'build c:/x/y.h:201 Pe020: undefined'],
  ['dart', '  error • no • lib/a.dart:12:5 • undefined_x', 'build lib/a.dart:12:5 undefined_x: no'],
  [
    'Eclipse',
    '1. ERROR in /srv/A.java (at line 3)\n\tx y;\n\t^^^\nno such type\n----------',
    'build /srv/A.java:3 no such type',
  ],
  [
    'CMake',
    'CMake Error at CMakeLists.txt:12 (add_executable):\n  Cannot find source file:\n\n    a.c\n',
    'build CMakeLists.txt:12 Cannot find source file:',
  ],
  ['tsc without a place', 'error TS18003: No inputs were found', 'build TS18003: No inputs were found'],
  ['gcc without a place', 'gcc: fatal error: no input files', 'build no input files'],
  ['make', 'Makefile:12: *** missing separator.  Stop.', 'build Makefile:12 missing separator'],
  ['tsc', 'src/a.ts(6,10): error TS2322: no', 'build src/a.ts:6:10 TS2322: no'],
  [
    'tsc --pretty',
    '\u001b[96msrc/a.ts\u001b[0m:\u001b[93m6\u001b[0m:\u001b[93m10\u001b[0m - \u001b[91merror\u001b[0m\u001b[90m TS2322: \u001b[0mno\n\n6 x\n  ~\n',
    'build src/a.ts:6:10 TS2322: no',
  ],
  ['Deno', 'TS2322 [ERROR]: no\nconst a = 1\n      ^\n    at file:///srv/a.ts:1:7\n', 'build /srv/a.ts:1:7 TS2322: no'],
  [
    'gcc',
    "a.c: In function 'main':\na.c:5:14: error: 'x' undeclared\n    5 |   return x;\n      |          ^\na.c:5:14: note: each is reported once\na.c:7:3: warning: unused [-Wunused]\n",
    "build a.c:5:14 'x' undeclared",
  ],
  [
    'gcc with a missing header',
    'a.c:1:10: fatal error: nope.h: No such file or directory\ncompilation terminated.',
    'build a.c:1:10 nope.h: No such file or directory',
  ],
  [
    'gcc in a header',
    'In file included from a.cpp:1:\n/usr/include/c++/12/x.h:45:23: error: no match\n   45 | x\n/usr/include/c++/12/y.h:9:1:   required from here\na.cpp:12:3:   required from here',
    'build a.cpp:12 no match',
  ],
  ['clang with ranges', 'a.c:47:15:{47:8-47:14}: error: invalid operands', 'build a.c:47:15 invalid operands'],
  [
    'ld',
    "/usr/bin/ld: /tmp/x.o: in function `main':\n/srv/a.c:4: undefined reference to `run'\ncollect2: error: ld returned 1 exit status",
    "build /srv/a.c:4 undefined reference to `run'",
  ],
  ['ld without symbols', '/usr/bin/ld: cannot find -lmy: No such file', 'build cannot find -lmy: No such file'],
  [
    'lld',
    'ld.lld: error: undefined symbol: f()\n>>> referenced by a.cpp:3 (src/a.cpp:3)\n>>>               a.o',
    'build a.cpp:3 undefined symbol: f()',
  ],
  [
    "Apple's ld",
    'Undefined symbols for architecture arm64:\n  "_f", referenced from:\n      _main in a.o\nld: symbol(s) not found',
    'build Undefined symbols for architecture arm64: _f',
    'build symbol(s) not found',
  ],
  [
    'rustc',
    'error[E0308]: mismatched types\n --> src/main.rs:6:18\n  |\n6 | x\n  | ^\n\nwarning: unused\n --> src/a.rs:1:1\n',
    'build src/main.rs:6:18 E0308: mismatched types',
  ],
  [
    'cargo, short',
    'src/main.rs:3:5: error[E0425]: cannot find value',
    'build src/main.rs:3:5 E0425: cannot find value',
  ],
  [
    'go build',
    '# example.com/a\n./main.go:5:2: imported and not used: "os"',
    'build main.go:5:2 imported and not used: "os"',
  ],
  ['go vet', 'vet: ./main.go:7:5: undefined: x', 'build main.go:7:5 undefined: x'],
  [
    'javac',
    'src/A.java:8: error: cannot find symbol\n    nme\n    ^\n  symbol: variable nme\n1 error',
    'build src/A.java:8 cannot find symbol',
  ],
  ['javac below Ant', '    [javac] /srv/A.java:8: error: no', 'build /srv/A.java:8 no'],
  [
    'Maven, twice',
    '[ERROR] /srv/A.java:[8,28] no\n[ERROR] Failed to execute goal x:\n[ERROR] /srv/A.java:[8,28] no',
    'build /srv/A.java:8:28 no',
  ],
  ['kotlinc', 'e: file:///srv/A.kt:3:5 Unresolved reference: x', 'build /srv/A.kt:3:5 Unresolved reference: x'],
  [
    'kotlinc, before 1.8',
    'e: /srv/A.kt: (3, 5): Unresolved reference: x',
    'build /srv/A.kt:3:5 Unresolved reference: x',
  ],
  ['scalac', 'a.scala:6: error: missing argument\n  error\n  ^', 'build a.scala:6 missing argument'],
  [
    'Scala 3',
    '-- [E007] Type Mismatch Error: a.scala:3:14 ----\n3 |  val x: Int = ""\n  |              ^^\n  |              Found: String',
    'build a.scala:3:14 E007: Found: String',
  ],
  ['sbt', '[error] /srv/a.scala:6: missing\n[error]   x', 'build /srv/a.scala:6 missing'],
  ['MSBuild', 'C:\\s\\A.cs(13,5): error CS0103: no [C:\\s\\a.csproj]', 'build C:/s/A.cs:13:5 CS0103: no'],
  ['MSBuild on several nodes', '     2>A.cs(13): error : no', 'build A.cs:13 no'],
  [
    'link.exe',
    'a.obj : error LNK2019: unresolved external symbol f',
    'build a.obj LNK2019: unresolved external symbol f',
  ],
  [
    'GHC',
    'a.hs:3:5: error: [GHC-88464]\n    Variable not in scope: x',
    'build a.hs:3:5 GHC-88464: Variable not in scope: x',
  ],
  [
    'gfortran',
    'a.f90:5:8:\n\n    5 | use x\n      |    1\nFatal Error: Cannot open module',
    'build a.f90:5:8 Cannot open module',
  ],
  ['erlc', './a.erl:12: record x undefined\n./a.erl:13: Warning: unused', 'build a.erl:12 record x undefined'],
  [
    'Elixir',
    'error: undefined function g/0\n    │\n  2 │   g()\n    │   ^\n    │\n    └─ lib/a.ex:2:3: A.f/0\n',
    'build lib/a.ex:2:3 undefined function g/0',
  ],
  [
    'esbuild',
    '✘ [ERROR] Expected "}"\n\n    src/a.js:6:2:\n      6 │   y\n        ╵   ^\n',
    'build src/a.js:6:2 Expected "}"',
  ],
  [
    'webpack',
    'ERROR in ./src/a.js 6:10\nModule parse failed: Unexpected token (6:10)\n> 6 | x\n',
    'build src/a.js:6:10 Module parse failed: Unexpected token (6:10)',
  ],
  [
    'Babel',
    'SyntaxError: /srv/a.js: Unexpected token (6:10)\n\n> 6 | x\n    at f (/srv/node_modules/x.js:1:2)',
    'build /srv/a.js:6:11 Unexpected token',
  ],
  [
    'Rollup',
    '[!] RollupError: src/a.js (6:10): Expression expected\nsrc/a.js (6:10)\n6: x\n    at f (/srv/node_modules/x.js:1:2)',
    'build src/a.js:6:10 Expression expected',
  ],
  [
    'Rolldown',
    '[PARSE_ERROR] Unexpected token\n   ╭─[ src/a.js:6:11 ]\n   │\n 6 │ x\n',
    'build src/a.js:6:11 PARSE_ERROR: Unexpected token',
  ],
  [
    'Terser',
    'Parse error at src/a.js:6,10\nconst z = ;\nERROR: Unexpected token: punc (;)',
    'build src/a.js:6:10 Unexpected token: punc (;)',
  ],
  [
    'node --check',
    "/srv/a.js:5\nconst a = ;\n          ^\n\nSyntaxError: Unexpected token ';'\n    at wrapSafe (node:internal/x:1:2)\n\nNode.js v20.20.2",
    "build /srv/a.js:5 SyntaxError: Unexpected token ';'",
  ],
  [
    'py_compile',
    '  File "a.py", line 2\n    def f(:\n          ^\nSyntaxError: invalid syntax',
    'build a.py:2 SyntaxError: invalid syntax',
  ],
  ['ruby', "a.rb:6: syntax error, unexpected `end'", "build a.rb:6 syntax error, unexpected `end'"],
  [
    'php',
    'PHP Parse error:  syntax error, unexpected token "}" in a.php on line 5',
    'build a.php:5 syntax error, unexpected token "}"',
  ],
  [
    'perl',
    'Global symbol "$x" requires explicit package name at e.pl line 4.\ne.pl had compilation errors.',
    'build e.pl:4 Global symbol "$x" requires explicit package name',
  ],
  [
    'bash',
    "x.sh: line 3: syntax error near unexpected token `fi'",
    "build x.sh:3 syntax error near unexpected token `fi'",
  ],
]

const linters: Case[] = [
  ['TSLint', 'ERROR: src/a.ts[12, 5]: Missing semicolon', 'lint src/a.ts:12:5 Missing semicolon'],
  ['puppet-lint', 'a.pp - ERROR: trailing whitespace on line 12', 'lint a.pp:12 trailing whitespace'],
  ['hlint', 'a.hs:12:5-10: Suggestion: Use x', 'lint a.hs:12:5 Suggestion: Use x'],
  ['sorbet', 'a.rb:12: no https://srb.help/7003', 'build a.rb:12 7003: no'],
  ['dotenv-linter', '.env:2 DuplicatedKey: twice', 'lint .env:2 DuplicatedKey: twice'],
  [
    'eslint',
    '\n/srv/a.js\n  3:25  error    no  no-undef\n  4:1   warning  old  no-var\n\n✖ 2 problems (1 error, 1 warning)\n',
    'lint /srv/a.js:3:25 no-undef: no',
  ],
  [
    'eslint, unix',
    '/srv/a.js:3:9: no. [Error/eqeqeq]\n/srv/a.js:4:1: old [Warning/no-var]\n',
    'lint /srv/a.js:3:9 eqeqeq: no.',
  ],
  [
    'eslint, compact',
    '/srv/a.js: line 3, col 9, Error - no. (eqeqeq)\n/srv/a.js: line 4, col 1, Warning - old (no-var)',
    'lint /srv/a.js:3:9 eqeqeq: no.',
  ],
  ['JSHint', 'a.js: line 1, col 10, Missing semicolon.', 'lint a.js:1:10 Missing semicolon.'],
  ['stylelint', 'a.css\n  1:3   ✖  too many   declaration-max\n', 'lint a.css:1:3 declaration-max: too many'],
  ['XO', '\n  src/a.js:1:1\n  ✖  1:1   no.    no-var\n', 'lint src/a.js:1:1 no-var: no.'],
  [
    'Biome',
    'src/a.css:1:21 lint/correctness/noX ━━━━━\n\n  × Unknown.\n  \n  > 1 │ a\n\n',
    'lint src/a.css:1:21 lint/correctness/noX: Unknown.',
  ],
  [
    'oxlint',
    '  × eslint(no-undef): no\n   ,-[src/a.js:3:7]\n 3 | x\n   `----\n',
    'lint src/a.js:3:7 eslint(no-undef): no',
  ],
  ['standard', '  /srv/a.js:2:10: Extra semicolon. (semi)', 'lint /srv/a.js:2:10 Extra semicolon. (semi)'],
  [
    'ruff',
    'F401 [*] `os` imported but unused\n --> a.py:1:8\n  |\n1 | import os\n  |        ^^\n  |\nhelp: Remove\n',
    'lint a.py:1:8 F401: `os` imported but unused',
  ],
  ['ruff, grouped', 'a.py:\n  1:8  F401 [*] `os` unused\n', 'lint a.py:1:8 F401: `os` unused'],
  ['flake8', 'a.py:1:10: E401 multiple imports', 'lint a.py:1:10 E401: multiple imports'],
  [
    'pylint',
    'a.py:4:11: E0602: Undefined variable (undefined-variable)',
    'lint a.py:4:11 E0602: Undefined variable (undefined-variable)',
  ],
  ['pylint, parseable', 'a.py:39: [E0213, A.f] no self', 'lint a.py:39 E0213: no self'],
  ['mypy', 'a.py:4: error: no  [arg-type]\na.py:4: note: see\nFound 1 error', 'lint a.py:4 no  [arg-type]'],
  [
    'pyright',
    '/srv/a.py\n  /srv/a.py:5:12 - error: no (reportX)\n  /srv/a.py:6:1 - warning: old\n',
    'lint /srv/a.py:5:12 no (reportX)',
  ],
  [
    'bandit',
    '>> Issue: [B307:blacklist] Use of eval.\n   Severity: Medium\n   Location: ./a.py:10:0\n',
    'lint a.py:10 B307: Use of eval.',
  ],
  ['pydocstyle', 'a.py:1 at module level:\n        D100: Missing docstring', 'lint a.py:1 D100: Missing docstring'],
  ['black', 'would reformat src/a.py\nAll done!', 'lint src/a.py black would reformat this file'],
  [
    'prettier',
    'Checking formatting...\n[warn] src/a.css\n[error] src/a.js: SyntaxError: no (6:11)',
    'lint src/a.css prettier would reformat this file',
    'lint src/a.js:6:11 SyntaxError: no',
  ],
  ['RuboCop', 'a.rb:1:1: C: Style/X: Missing comment.\n# a\n^', 'lint a.rb:1:1 C: Style/X: Missing comment.'],
  ['shellcheck', '\nIn a.sh line 2:\necho $1\n     ^-- SC2086 (info): Quote.\n', 'lint a.sh:2:6 SC2086: Quote.'],
  ['shellcheck, gcc', 'a.sh:2:6: note: Quote. [SC2086]', 'lint a.sh:2:6 note: Quote. [SC2086]'],
  ['hadolint', 'Dockerfile:3 DL3008 warning: Pin versions', 'lint Dockerfile:3 DL3008: warning: Pin versions'],
  ['yamllint', 'a.yaml\n  1:4       error    too many spaces  (colons)\n', 'lint a.yaml:1:4 colons: too many spaces'],
  [
    'markdownlint',
    'a.md:1:3 MD009/no-trailing-spaces Trailing [x]',
    'lint a.md:1:3 MD009/no-trailing-spaces: Trailing [x]',
  ],
  ['golangci-lint', 'a.go:12:3: unused variable (unused)', 'lint a.go:12:3 unused variable (unused)'],
  [
    'checkstyle',
    '[ERROR] /srv/A.java:12:5: Missing Javadoc. [JavadocMethod]',
    'lint /srv/A.java:12:5 Missing Javadoc. [JavadocMethod]',
  ],
  ['cpplint', 'a.cpp:3:  No include  [build/include] [4]', 'lint a.cpp:3 build/include: No include'],
]

const packages: Case[] = [
  [
    'npm, no such package',
    'npm ERR! code E404\nnpm ERR! 404 Not Found - GET x\nnpm ERR! A complete log of this run can be found in:',
    'dependency npm E404: Not Found - GET x',
  ],
  [
    'npm ci',
    'npm error code EUSAGE\nnpm error\nnpm error `npm ci` can only\nnpm error\nnpm error Missing: ms@2.1.3 from lock file\n',
    'dependency npm EUSAGE: Missing: ms@2.1.3 from lock file',
  ],
  ['npm, a script that failed', 'a.c:1:2: error: no\nnpm ERR! code ELIFECYCLE\nnpm ERR! errno 1\n', 'build a.c:1:2 no'],
  [
    'pnpm',
    ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"',
    'dependency ERR_PNPM_OUTDATED_LOCKFILE: Cannot install with "frozen-lockfile"',
  ],
  [
    'yarn 1',
    'error Couldn\'t find package "x" on the "npm" registry.',
    'dependency Couldn\'t find package "x" on the "npm" registry.',
  ],
  [
    'yarn',
    '➤ YN0028: │ The lockfile would have been modified\n➤ YN0000: └ Completed',
    'dependency YN0028: The lockfile would have been modified',
  ],
  [
    'pip',
    'ERROR: Could not find a version that satisfies the requirement x==9\nERROR: No matching distribution found for x==9',
    'dependency Could not find a version that satisfies the requirement x==9',
  ],
  [
    'uv',
    '  × No solution found when resolving dependencies:\n  ╰─▶ Because x\n',
    'dependency No solution found when resolving dependencies:',
  ],
  [
    'Poetry',
    'Because a depends on b (1) which is missing, version solving failed.',
    'dependency Because a depends on b (1) which is missing, version solving failed.',
  ],
  [
    'cargo',
    'error: no matching package named `x` found\nlocation searched: index\nrequired by package `c`',
    'dependency no matching package named `x` found',
  ],
  [
    'Maven',
    '[ERROR] Failed to execute goal on project b: Could not resolve dependencies for project a:b: x -> [Help 1]',
    'dependency Could not resolve dependencies for project a:b: x',
  ],
  ['Gradle', '> Could not resolve com.x:y:1.\n  Required by:', 'dependency Could not resolve com.x:y:1.'],
  [
    'Bundler',
    "Could not find gem 'x' in any of the sources",
    "dependency Could not find gem 'x' in any of the sources",
  ],
  [
    'Composer',
    'Your requirements could not be resolved to an installable set of packages.\n\n  Problem 1\n    - Root composer.json requires a/b',
    'dependency Your requirements could not be resolved to an installable set of packages: Root composer.json requires a/b',
  ],
  [
    'go',
    'go: github.com/a/b@v1: invalid version: unknown revision',
    'dependency github.com/a/b@v1: invalid version: unknown revision',
  ],
  ['apt', 'E: Unable to locate package x', 'dependency Unable to locate package x'],
  [
    'NuGet',
    '/srv/a.csproj : error NU1101: Unable to find package X.',
    'dependency /srv/a.csproj NU1101: Unable to find package X.',
  ],
]

describe.each([
  ['compilers', compilers],
  ['linters', linters],
  ['package managers', packages],
])('%s', (_, cases) => {
  it.each(cases)('%s', (_tool, printed, ...expected) => {
    expect(read(`${printed}\n`).sightings.map(told)).toEqual(expected)
  })
})

describe('a build log', () => {
  it.each([
    ['warnings', 'a.c:3:11: warning: unused [-Wunused]\nA.cs(3,1): warning CS0168: unused\na.js:1:2: old [Warning/x]'],
    [
      'clocks and hosts',
      '10:20:30 done\n2024-01-02 10:20:30 all good\nlistening on localhost:8080: ok\nexample.com:443: ok',
    ],
    ['programs that log their place', 'main.go:23: listening\nsrc/a.py:12: DeprecationWarning: old'],
    ['downloads', 'go: downloading github.com/a/b v1.2.3\n[INFO] Downloading from central'],
  ])('takes no failure from %s', (_, text) => {
    expect(read(`${text}\n`).sightings).toEqual([])
  })

  it('says where in the artifact a diagnostic stands, with the lines that explain it', () => {
    const [one] = read('building\na.c:5:14: error: no\n    5 | x\n      | ^\nmake: *** [all] Error 1\n').sightings
    expect(one?.sourceLines).toEqual([2, 4])
    expect(one?.detail).toContain('5 | x')
  })

  it('maps a place into the repository', () => {
    const reading = read('/home/runner/work/a/a/src/a.ts(1,2): error TS1: no\n', { files: ['src/a.ts'] })
    expect(reading.sightings[0]?.location).toEqual({ file: 'src/a.ts', line: 1, column: 2 })
  })
})
