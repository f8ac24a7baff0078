import { read } from './reading.js'

const inCopy = (root: string, name: string): string[] => {
  const xml = `<testsuite name="run"><testcase name="${name}" file="${root}/test/help.js"><failure message="m"/></testcase></testsuite>`
  const reading = read(xml, { root, files: ['test/help.js'], keepCases: true })
  return [reading.cases[0]?.id ?? '', reading.sightings[0]?.title ?? '', reading.sightings[0]?.test?.name ?? '']
}

describe('a test that is named by its file', () => {
  it.each(['/tmp/copy-1', '/home/runner/work/app/app', 'C:\\work\\app'])('has the same name below %s', (root) => {
    expect(inCopy(root, `${root}/test/help.js`)).toEqual([
      'test/help.js › run › test/help.js',
      'run › test/help.js',
      'test/help.js',
    ])
  })

  it('has it also where the report comes from another machine', () => {
    const xml = '<testsuite name="run"><testcase name="/builds/app/test/help.js"/></testsuite>'
    expect(read(xml, { files: ['test/help.js'], keepCases: true }).cases[0]?.test.name).toBe('test/help.js')
  })

  it.each(['/api/users?x=1', '/etc/hosts', '/elsewhere/a.js', 'reads /workspace/test/help.js', 'GET /a.json'])(
    'keeps any other name: %s',
    (name) => {
      expect(inCopy('/workspace', name).at(-1)).toBe(name)
    },
  )
})
