import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sink } from '../../../src/signals/reader.js'
import { openPlainXml } from '../../../src/signals/reports/plain-xml/plain-xml.js'
import { openXml } from '../../../src/signals/reports/xml.js'

/** All that is told of a document, with the whole parser alone or with the plain one before it, in pieces. */
function told(text: string, isStrict: boolean, piece = text.length): readonly unknown[] {
  const events: unknown[] = []
  const note = (said: string): void => {
    events.push(['note', said])
  }
  const sink = { source: 'x.xml', incomplete: note, note } as unknown as Sink
  const parser = openXml(
    sink,
    {
      open({ name, attributes, line }) {
        events.push(['open', name, { ...attributes }, line])
        return name === 'failure' || name === 'a'
      },
      close: ({ name }, { line, isWhole, text: own }) =>
        events.push(['close', name, line, isWhole, isWhole ? own : '']),
    },
    isStrict,
  )
  for (let at = 0; at < text.length; at += piece) parser.write(text.slice(at, at + piece))
  parser.end()
  return events
}

/** True where the plain parser reads all of it. */
function isPlain(text: string): boolean {
  const plain = openPlainXml({ open: () => true, close() {}, wantsText: () => true, text() {} })
  return plain.write(text) === undefined
}

const plain: readonly string[] = [
  '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="s">\n<testcase name="a"/>\n</testsuite></testsuites>\n',
  "<?xml version='1.0' encoding='utf-8' standalone='yes' ?><!-- by hand --><s><a x='1' y = \"2\"\n z='\"'>text</a ></s>".replace(
    ' >',
    '>',
  ),
  '<s><failure message="a &lt; b &amp; &#10;&#x41;&quot;&apos;">x &gt; y\n&amp;&#955;</failure></s>',
  '<s>\r\n  <a b="1\r\n2\t3">x\r\ny</a>\r\n</s>\r\n',
  '<s><a><![CDATA[<not> & a ]] tag]]> and ]] more<![CDATA[]]></a></s>',
  '<s><a>ü ✓ 😀</a><b c="😀"/></s>',
  '<s><!-- a - b > c --><n:a n:b="1"/></s>',
  '\uFEFF<s></s>',
]
const others: readonly string[] = [
  '<?xml version="1.1"?><s><a>x\u0085y</a></s>',
  '<?xml version="1.0"?>\n<?xml-stylesheet href="a.css"?>\n<s><a>x</a></s>',
  '<!DOCTYPE s [<!ENTITY e "e">]><s>&e;</s>',
  '<s>\n <?php echo ?>\n <a>x</a></s>',
  '<s>\n  <a>x\u001b[31m</a>\n  <a>y</a></s>',
  '<s>\n  <a b="\u0000">x</a>\n</s>',
  '<s><a>&nbsp;&#0;&#x110000;&#55296; & </a></s>',
  '<s>\n\n   <a>x ]]> y</a></s>',
  '<s><a b="1" b="2"/><a b="<"/><a b=1/><a b/><a b="1"c="2"/></s>',
  '<s><a></b></s>',
  '<s></s ><a/>',
  '<s><a>1</a></s>\n<t/>',
  '<s><a>x\ry</a>\n<b c="\r"/></s>',
  '<s><ä>x</ä><a ö="1">y</a></s>',
  '<s><a\n b="1">x</a></s>',
  '<s><!-- a -- b --><a>x</a></s>',
  '<s><a>\ud800</a><a b="\udc00"/></s>',
  '<s><![CDATA[x\u0001]]><a>y</a></s>',
  'text<s/>',
  '<s>< a></s>',
  `<s>${'<a>'.repeat(300)}`,
  `<s><a ${Array.from({ length: 300 }, (_, at) => `a${at}=""`).join(' ')}>x</a></s>`,
  `<s><a b="${'x'.repeat(70_000)}">y</a></s>`,
  `<s><a>${'x'.repeat(40_000)}&amp;]]&#65;${'y'.repeat(30_000)}\r\n</a><b/></s>`,
  `<s><a><![CDATA[${'x]]\r\n😀'.repeat(8000)}]]></a><b/></s>`,
  '<__proto__ constructor="1" __proto__="2"><a>x</a></__proto__>',
]

function fixtures(): string[] {
  const folder = join('__tests__', 'fixtures')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  const reports = files.filter((entry) => entry.isFile() && entry.name.endsWith('.xml'))
  return reports.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').slice(0, 60_000))
}

/** A small generator with a seed, so that a failure can be seen again. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const scraps = [
  '<',
  '>',
  '&',
  ';',
  '"',
  "'",
  '/',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<a>',
  '</a>',
  '<a/>',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '&amp;',
  '&#10;',
  '\u0001',
  '😀',
  '=',
  'x',
]

function mutated(text: string, seed: number): string {
  const next = random(seed)
  let changed = text
  for (let times = 0; times <= seed % 3; times++) {
    const at = next(changed.length)
    changed = changed.slice(0, at) + (scraps[next(scraps.length)] ?? '') + changed.slice(at + next(4))
  }
  return changed
}

describe('plain XML', () => {
  it.each(plain)('is read without the whole parser: %j', (text) => {
    expect(isPlain(text)).toBe(true)
  })

  it.each([...plain, ...others])('means what XML says: %j', (text) => {
    const expected = told(text, true)
    expect(told(text, false)).toEqual(expected)
  })

  it.each(plain)('is told the same wherever its pieces end: %j', (text) => {
    const expected = told(text, true)
    for (let end = 1; end < 20; end++) {
      // The first piece holds the beginning, as in a reading.
      const pieces = (size: number) => told(text, false, Math.max(size, 60))
      expect(pieces(end * 7)).toEqual(expected)
    }
  })

  it('means what XML says, broken anywhere', () => {
    const texts = [...plain, ...others.filter((text) => text.length < 2000), ...fixtures()]
    for (let seed = 1; seed < 2000; seed++) {
      const text = mutated(texts[seed % texts.length] ?? '', seed)
      expect({ text, told: told(text, false, seed % 2 === 0 ? 4096 : text.length) }).toEqual({
        text,
        told: told(text, true),
      })
    }
  })

  it('tells what the element that is cut off has said', () => {
    const texts: string[] = []
    const handler = {
      open: () => true,
      close: (_: unknown, closing: { readonly text: string }) => {
        texts.push(closing.text)
      },
    }
    const parser = openXml({ source: 'x', incomplete() {} } as unknown as Sink, handler)
    parser.write('<s><failure>what it s')
    parser.write('aid')
    parser.end()
    expect(texts).toEqual(['what it said', ''])
  })
})
