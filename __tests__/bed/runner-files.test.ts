import { obeyedCommands, parseRunnerFile } from './runner-files.mjs'

describe('what the runner reads', () => {
  it.each([
    ['a=1\nb=x=y\n', { a: '1', b: 'x=y' }],
    ['a<<E\none\ntwo\nE\nb=2\n', { a: 'one\ntwo', b: '2' }],
    ['a<<E\r\nx=1\r\nE\r\n', { a: 'x=1' }],
    ['a=b<<E\n', { a: 'b<<E' }],
    ['', {}],
  ])('an output file %j', (text, values) => {
    expect(parseRunnerFile(text)).toEqual(values)
  })

  it.each(['a<<E\none\n', 'novalue\n', '=x\n', 'a<<\n\n'])('refuses %j', (text) => {
    expect(() => parseRunnerFile(text)).toThrow(/Invalid/)
  })

  it('the commands that a log would give', () => {
    const log = [
      '::error file=a.js,line=3::broken%0Aline',
      'text ::warning::not at the start',
      '  ::notice::indented',
      'so ##[add-path]/evil',
      '::stop-commands::token',
      '::error::framed',
      '::token::',
      '::set-env name=A::b',
      '::unknown::x',
    ].join('\n')
    expect(obeyedCommands(log).map(({ command, message }) => `${command} ${message}`)).toEqual([
      'error broken\nline',
      'notice indented',
      'add-path /evil',
      'stop-commands token',
      'set-env b',
    ])
  })
})
