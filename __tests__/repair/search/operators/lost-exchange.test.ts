import { lostExchange } from '../../../../src/repair/search/operators/lost-exchange.js'
import { holds } from './holds.js'

holds(lostExchange, {
  gives: [
    ['js', 'const t = xs[i]\nxs[n] = t', 'const t = xs[i]\nxs[i] = xs[n]\nxs[n] = t'],
    ['js', 'const t = xs[i];\nxs[n] = t;', 'const t = xs[i];\nxs[i] = xs[n];\nxs[n] = t;'],
    ['py', 't = order.a\norder.b = t', 't = order.a\norder.a = order.b\norder.b = t'],
  ],
  leaves: [
    ['js', 'const t = xs[i]\nxs[i] = xs[n]\nxs[n] = t'],
    ['py', 't = n\ni = 1'],
  ],
})
