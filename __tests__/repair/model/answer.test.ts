import { readAnswer } from '../../../src/repair/model/answer.js'

const block = (path: string, search: string, replace: string): string =>
  `PATH: ${path}\n<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`
const good = block('src/a.js', '  a()\n', '  await a()\n')
const edit = { path: 'src/a.js', search: '  a()', replace: '  await a()' }
const object = (fields: object): string => JSON.stringify(fields)

describe('edits', () => {
  it.each([
    [
      'a block',
      `The call is not awaited.\n${good}REASON: it must wait\nCONFIDENCE: 0.8`,
      { edits: [edit], reason: 'it must wait', confidence: 0.8 },
    ],
    ['in fences', `\`\`\`text\n${good}REASON: r\n\`\`\``, { edits: [edit], reason: 'r' }],
    [
      'with bold labels',
      `**PATH:** \`src/a.js\`\n${good.slice(good.indexOf('<'))}**REASON:** r\n**CONFIDENCE:** 80%`,
      { edits: [edit], reason: 'r', confidence: 0.8 },
    ],
    [
      'with the path alone on its line',
      `### src/a.js\n\`\`\`js\n${good.slice(good.indexOf('<'))}\`\`\``,
      { edits: [edit] },
    ],
    ['after thinking', `<think>${block('src/b.js', 'x\n', 'y\n')}</think>\n${good}`, { edits: [edit] }],
    ['with CRLF', good.replaceAll('\n', '\r\n'), { edits: [edit] }],
    [
      'several, the second of the same file',
      `${good}<<<<<<< SEARCH\nb\n=======\nc\n>>>>>>> REPLACE\n`,
      { edits: [edit, { path: 'src/a.js', search: 'b', replace: 'c' }] },
    ],
    [
      'a new file',
      block('test/new.test.js', '', 'it()\n'),
      { edits: [{ path: 'test/new.test.js', search: '', replace: 'it()\n' }] },
    ],
    ['taking lines out', block('a.js', 'x\ny\n', ''), { edits: [{ path: 'a.js', search: 'x\ny\n', replace: '' }] }],
    [
      'conflict markers as the bug',
      block('a.js', '<<<<<<< HEAD\n', '// gone\n'),
      { edits: [{ path: 'a.js', search: '<<<<<<< HEAD', replace: '// gone' }] },
    ],
    ['without a reason', good, { edits: [edit], reason: 'no reason given' }],
    ['prose as the reason', `It was never awaited.\n${good}`, { reason: 'It was never awaited.' }],
    ['JSON', object({ edits: [edit], reason: 'r', confidence: 0.5 }), { edits: [edit], reason: 'r', confidence: 0.5 }],
    [
      'JSON in prose and a fence',
      `Here, as {asked}:\n\`\`\`json\n${object({ edits: [edit] })}\n\`\`\`\nif (x) { y }`,
      { edits: [edit] },
    ],
    ['JSON with null for confidence', object({ edits: [edit], confidence: null }), { edits: [edit] }],
  ])('%s', (_, text, expected) => {
    expect(readAnswer(text)).toMatchObject({ kind: 'edits', ...expected })
  })

  it('has a reason that is one short line without anything invisible', () => {
    const answer = readAnswer(`${good}REASON: a\u202eb\u{e0041}\u200b\u001b[31mc ${'x'.repeat(5000)}`)
    const reason = answer.kind === 'edits' ? answer.reason : ''
    expect(reason).toMatch(/^abc x+…$/)
    expect(reason.length).toBeLessThanOrEqual(600)
  })

  it.each(['NaN', '7', '-1', 'high', '1e9', '250%'])('has no confidence where it says %s', (word) => {
    expect(readAnswer(`${good}CONFIDENCE: ${word}`)).not.toHaveProperty('confidence')
  })
})

describe('a no', () => {
  it.each([
    ['a line', 'I looked.\nDECLINE: the cause is in another service', 'the cause is in another service'],
    ['in bold', '**DECLINE:** unclear', 'unclear'],
    ['JSON', object({ decline: 'unclear' }), 'unclear'],
    ['empty', ' \n\t', 'the model gave an empty answer'],
    ['a refusal', "I'm sorry, but I can't help with that.", "I'm sorry, but I can't help with that."],
    ['a refusal of another kind', 'I cannot see the code.', 'I cannot see the code.'],
  ])('%s', (_, text, reason) => {
    expect(readAnswer(text)).toEqual({ kind: 'decline', reason })
  })
})

describe('nonsense', () => {
  const nested = `{"edits":${'['.repeat(100_000)}`
  it.each([
    ['prose', 'You should add an await somewhere.', /neither/],
    ['larger than the cap', 'x'.repeat(300_000), /longer/],
    ['a block without its end', good.slice(0, -8), /not closed/],
    ['a block without its middle', good.replace('=======\n', ''), /no ======= line/],
    ['a block with two middles', good.replace('=======\n', '=======\n=======\n'), /more than one =======/],
    ['a block in a block', good.replace('=======\n', '<<<<<<< SEARCH\n=======\n'), /inside another/],
    ['a block without a path', good.slice(good.indexOf('<')), /without a PATH/],
    ['both edits and a no', `${good}DECLINE: no`, /edits and a DECLINE/],
    ['an edit that changes nothing', block('a.js', 'x\n', 'x\n'), /changes nothing/],
    ['too many edits', good.repeat(21), /more than 20/],
    ['a path without end', block('a'.repeat(5000), 'x\n', 'y\n'), /PATH/],
    ['two JSON answers', object({ edits: [edit] }) + object({ decline: 'x' }), /more than one/],
    ['a key twice', '{"edits":[],"edits":[{"path":"a","search":"b","replace":"c"}]}', /twice/],
    ['a key twice deeper', '{"edits":[{"path":"a","path":"b","search":"x","replace":"y"}]}', /twice/],
    [
      '__proto__ as a field',
      '{"edits":[{"path":"a","search":"b","replace":"c"}],"__proto__":{"kind":"decline"}}',
      /field/,
    ],
    ['__proto__ in an edit', '{"edits":[{"path":"a","search":"b","__proto__":"c"}]}', /list of objects/],
    ['NaN', '{"edits":[{"path":"a","search":"b","replace":"c"}],"confidence":NaN}', /value expected/],
    ['depth', nested, /deeper/],
    ['a wrong type', object({ edits: [{ path: 1, search: 'b', replace: 'c' }] }), /list of objects/],
    ['edits that are no list', object({ edits: { path: 'a' } }), /list of objects/],
    ['a field nobody knows', object({ edits: [edit], command: 'rm' }), /field/],
    ['an empty list', object({ edits: [] }), /empty/],
    ['confidence beyond 1', object({ edits: [edit], confidence: 7 }), /confidence/],
    ['a decline with more', object({ decline: 'x', edits: [edit] }), /decline/],
    ['a raw line break in a text', '{"edits":[{"path":"a\n","search":"b","replace":"c"}]}', /raw line break/],
    ['a text that never ends', `{"edits":"${'\\'.repeat(200_000)}`, /not closed/],
  ])('%s', (_, text, why) => {
    const answer = readAnswer(text)
    expect(answer.kind).toBe('nonsense')
    expect(answer.kind === 'nonsense' && answer.why).toMatch(why)
  })

  it('leaves the prototype of objects alone', () => {
    readAnswer('{"edits":[],"__proto__":{"polluted":true}}')
    expect({}).not.toHaveProperty('polluted')
  })

  it.each(['{', '{"', '[', '"', '<<<<<<< SEARCH\n', 'PATH:', '`', ' ', '\\', '{"edits":'])(
    'takes linear time for %j over and over',
    (piece) => {
      expect(readAnswer(piece.repeat(Math.floor(262_000 / piece.length))).kind).not.toBe('edits')
    },
  )
})
