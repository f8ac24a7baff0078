import { misspeltDefinition } from '../../../src/repair/rules/misspelt-definition.js'
import { createRulesRepairer } from '../../../src/repair/rules/repairer.js'
import { type Case, evidenceOf, inScript, proposed, syntax } from './propose.js'

describe('misspelt-definition', () => {
  it('renames a definition that nobody calls by its name rather than those who ask for what the test means', async () => {
    const example: Case = {
      files: {
        'shapes.py':
          'class Shape:\n    def describe(self):\n▶        return f"of area {self.area()}"\n\n\nclass Square(Shape):\n    def aera(self):\n        return 4\n',
        'test_shapes.py': 'def test_square():\n    assert Square().describe() == "of area 4"\n',
      },
      exception: 'AttributeError',
      message: "'Square' object has no attribute 'area'. Did you mean: 'aera'?",
    }
    const first: string[] = []
    for await (const { edits } of createRulesRepairer(syntax).propose(evidenceOf(example), []))
      first.push(...edits.map(({ replace }) => replace))
    expect(first[0]).toBe('    def area(self):')
  })

  it.each<[string, Case]>([
    [
      'export function slugify(text)',
      {
        files: { 'src/slug.js': 'export function slugfy(text) {}\n' },
        exception: 'SyntaxError',
        message: "The requested module '../src/slug.js' does not provide an export named 'slugify'",
      },
    ],
    [
      "import { convert } from './rates.js'\nexport const pay = () => convert()",
      {
        files: {
          'src/pay.js': "import { convertt } from './rates.js'\nexport const pay = () => convertt()\n",
          'src/rates.js': 'export function convert() {}\n',
        },
        exception: 'SyntaxError',
        message: "The requested module './rates.js' does not provide an export named 'convertt'",
      },
    ],
    [
      'export function pay()',
      {
        files: { 'src/pay.js': 'function pay() {}\n' },
        exception: 'SyntaxError',
        message: "The requested module './pay.js' does not provide an export named 'pay'",
      },
    ],
    [
      'module.exports = { a, pay }',
      {
        files: { 'src/pay.js': 'const a = 1\nfunction pay() {}\nmodule.exports = { a }\n' },
        exception: 'TypeError',
        message: 'pay is not a function',
      },
    ],
    [
      'from app.validators import is_email',
      {
        files: {
          'app/forms.py': 'from app.validators import is_emial\n',
          'app/validators.py': 'def is_email(text):\n    pass\n',
        },
        exception: 'ImportError',
        message: "cannot import name 'is_emial' from 'app.validators' (app/validators.py)",
      },
    ],
    [
      'from app.pricing import total',
      {
        files: { 'app/cart.py': 'from app.pricng import total\n', 'app/pricing.py': 'total = 1\n' },
        exception: 'ModuleNotFoundError',
        message: "No module named 'app.pricng'",
      },
    ],
    [
      "from './pricing.js'",
      {
        files: { 'src/cart.js': "import { total } from './pricng.js'\n", 'src/pricing.js': 'export const total = 1\n' },
        exception: 'Error',
        message: "Cannot find module '/app/src/pricng.js' imported from /app/src/cart.js",
      },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(misspeltDefinition, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    [
      'a package that is not there',
      {
        files: { 'src/cart.js': "import a from 'left-pad-pro'\n" },
        exception: 'Error',
        message: "Cannot find module 'left-pad-pro'",
      },
    ],
    ['another message', inScript('return order.totl', 'no total')],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(misspeltDefinition, example)).toEqual([])
  })
})
