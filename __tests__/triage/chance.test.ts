import { chancesIn, chanceWords } from '../../src/triage/chance.js'

describe('what a test may hang on beside the code', () => {
  it.each<[string, string]>([
    ['randomness', 'const id = Math.random()'],
    ['randomness', 'random.shuffle(items)'],
    ['randomness', 'rng := rand.Intn(4)'],
    ['randomness', 'Random r = new Random();'],
    ['the clock', 'const now = Date.now()'],
    ['the clock', 'assert age(datetime.now()) == 3'],
    ['the clock', 'start := time.Now()'],
    ['the clock', 'LocalDate today = LocalDate.now();'],
    ['the clock', 'expect(Time.now).to eq 1'],
    ['the time zone', 'date.toLocaleDateString("en")'],
    ['the time zone', 'time.localtime(0)'],
    ['waiting', 'setTimeout(done, 10)'],
    ['waiting', 'Thread.sleep(100);'],
  ])('%s: %s', (what, line) => {
    expect(chancesIn(`first\n${line}\n`)).toEqual([{ what, line: 2 }])
  })

  it.each([
    ['a date that is given', 'const day = new Date(2020, 1, 1)'],
    ['a name that only sounds like it', 'const operandInt = grand(1)'],
    ['a comment', '// Math.random() is not used'],
    ['a generated line', `x = ${'a'.repeat(600)} Math.random()`],
  ])('nothing of it: %s', (_, line) => {
    expect(chancesIn(line)).toEqual([])
  })

  it('is told with its lines, in one order', () => {
    expect(chanceWords('t.js', 'a(Date.now())\nb(Math.random())\nc(Date.now())')).toBe(
      't.js uses the clock (line 1) and randomness (line 2)',
    )
    expect(chanceWords('t.js', 'a()')).toBeUndefined()
  })
})
