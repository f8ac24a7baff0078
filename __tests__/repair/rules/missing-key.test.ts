import { missingKey } from '../../../src/repair/rules/missing-key.js'
import { createRulesRepairer } from '../../../src/repair/rules/repairer.js'
import { type Case, evidenceOf, inPython, proposed, syntax } from './propose.js'

describe('missing-key', () => {
  it.each<[string, Case]>([
    ['return order.get("rate", 0) * 2', inPython('return order["rate"] * 2', 'KeyError', "'rate'")],
    ['rate = order.get("rate", 0)', inPython('rate = order["rate"]', 'KeyError', "'rate'")],
    ['rows[word] = rows.get(word, 0) + 1', inPython('rows[word] += 1', 'KeyError', "'a'")],
    ['rows.setdefault(order, []).append(1)', inPython('rows[order].append(1)', 'KeyError', "'a'")],
    ['order.get("a", {})["b"]', inPython('return order["a"]["b"]', 'KeyError', "'a'")],
    ['if order not in rows:', inPython('return rows[order]', 'KeyError', '7')],
  ])('gives %s', async (after, example) => {
    expect((await proposed(missingKey, example)).slice(0, 9).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    ['another key', inPython('return order["total"]', 'KeyError', "'rate'")],
    ['a key that is written', inPython('order["rate"] = 1', 'KeyError', "'rate'")],
    ['another exception', inPython('return order["rate"]', 'TypeError', "unhashable type: 'list'")],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(missingKey, example)).toEqual([])
  })

  const table = (rest: string): Case => ({
    files: {
      'shop/fees.py': `RATES = {"card": 2, "bank": 1}\n\n\ndef fee(order):\n▶    return RATES[order["method"]] * 2\n${rest}`,
    },
    exception: 'KeyError',
    message: "'wire'",
  })
  const raising = '\n\ndef other(x):\n    if x < 0:\n        raise FeeError("negative")\n'

  it('puts no default in the place of what a table of constants does not have', async () => {
    expect(await proposed(missingKey, table(''))).toEqual([])
  })

  it('refuses it as the project refuses elsewhere', async () => {
    const found = await proposed(missingKey, table(raising))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain('    if order["method"] not in RATES:\n        raise FeeError("method is not known")\n')
  })

  it('tries a default last where a test fails', async () => {
    const found = await proposed(missingKey, { ...table(raising), test: 'test_x' })
    expect(found[0]).toContain('raise FeeError')
    expect(found.some((text) => text.includes('RATES.get('))).toBe(true)
  })

  it('looks first where the error came up that the last one was raised from', async () => {
    const example: Case = {
      files: {
        'loader.py':
          'def load(record):\n    try:\n        return record["title"]\n    except KeyError as error:\n        raise LoadError("bad") from error\n',
        'test_loader.py': 'def test_untitled():\n    assert load({}) == "Untitled"\n',
      },
      test: 'test_untitled',
      exception: 'LoadError',
      message: 'bad',
    }
    const evidence = evidenceOf(example)
    const at = (file: string, line: number) => ({ file, line, inRepository: true })
    const failure = {
      ...evidence.failure,
      detail: "KeyError: 'title'\n\nThe above exception was the direct cause of the following exception:\n",
      frames: [at('loader.py', 5), at('test_loader.py', 2), at('loader.py', 3)],
    }
    for await (const { edits } of createRulesRepairer(syntax).propose({ ...evidence, failure }, [])) {
      expect(edits[0]?.replace).toContain('record.get("title", "Untitled")')
      break
    }
    expect.assertions(1)
  })

  it('takes the constant that has the expected value', async () => {
    const [first] = await proposed(missingKey, {
      files: {
        'app/settings.py': 'DEFAULT_TIMEOUT = 30\n\n\ndef timeout(config):\n▶    return config["timeout"]\n',
        'tests/test_settings.py': '▶def test_default():\n    assert timeout({}) == 30\n',
      },
      test: 'test_default',
      exception: 'KeyError',
      message: "'timeout'",
    })
    expect(first).toContain('config.get("timeout", DEFAULT_TIMEOUT)')
  })
})
