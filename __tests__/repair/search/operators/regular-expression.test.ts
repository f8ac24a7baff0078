import { regularExpression } from '../../../../src/repair/search/operators/regular-expression.js'
import { holds } from './holds.js'

holds(regularExpression, {
  gives: [
    ['js', 'return /a+/.test(name)', 'return /a*/.test(name)'],
    ['js', 'return /a/.test(name)', 'return /^a/.test(name)'],
    ['js', 'return name.replace(/a/, name)', 'return name.replace(/a/g, name)'],
    ['py', "return re.match(r'\\d', name)", "return re.match(r'\\d+', name)"],
    ['js', 'return /[a-z]/.test(name)', 'return /[^a-z]/.test(name)'],
  ],
  leaves: [
    ['py', "return name.split('.')"],
    ['js', "return 'a+'"],
  ],
})
