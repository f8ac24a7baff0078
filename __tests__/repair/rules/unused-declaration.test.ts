import { mended } from './failing-build.js'

const go = (body: string) => `package a\n\nfunc f() error {\n${body}\n\treturn nil\n}\n`

describe('unused-declaration', () => {
  it.each([
    [
      'an import',
      'package a\n\nimport (\n▶\t"os"\n\t"fmt"\n)\n\nfunc f() { fmt.Println() }\n',
      '"os" imported and not used',
      'import (\n\t"fmt"\n)',
    ],
    ['one of two', go('▶\tx, err := g()\n\t_ = err'), 'declared and not used: x', '\t_, err := g()'],
    ['the only one', go('▶\tx := g()'), 'declared and not used: x', '\t_ = g()'],
    ['as older compilers say it', go('▶\tx := g()'), 'x declared but not used', '\t_ = g()'],
  ])('%s', async (_, text, message, expected) => {
    expect((await mended({ files: { 'a.go': text }, message }, 'unused-declaration'))[0]).toContain(expected)
  })

  it('sees that it is read under a misspelt name', async () => {
    const text = go('\tsum := 0\n▶\tfor _, price := range all {\n\t\tsum += pirce\n\t}')
    const [first] = await mended(
      { files: { 'a.go': text }, message: 'declared and not used: price' },
      'unused-declaration',
    )
    expect(first).toContain('sum += price\n')
  })

  it('takes no other variable for a misspelt one', async () => {
    const text = go('▶\tprice, prices := g()\n\t_ = prices')
    const texts = await mended(
      { files: { 'a.go': text }, message: 'declared and not used: price' },
      'unused-declaration',
    )
    expect(texts.map((one) => one.includes('_ = prices'))).toEqual([true])
  })

  it('leaves a name alone that is not defined there', async () => {
    const text = go('▶\tvar x int')
    expect(
      await mended({ files: { 'a.go': text }, message: 'declared and not used: x' }, 'unused-declaration'),
    ).toEqual([])
  })
})
