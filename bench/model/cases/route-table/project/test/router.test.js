import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRouter } from '../src/router.js'

const router = createRouter()
  .add('GET', '/', 'home')
  .add('GET', '/files/:name', 'file')
  .add('GET', '/files/latest', 'latest')
  .add('DELETE', '/files/:name', 'remove')
  .add('GET', '/docs/*path', 'docs')

test('a parameter is decoded', () => {
  assert.deepEqual(router.find('GET', '/files/a%20b?raw=1'), { handler: 'file', params: { name: 'a b' } })
})

test('the rest of a path', () => {
  assert.deepEqual(router.find('GET', '/docs/guide/start'), { handler: 'docs', params: { path: 'guide/start' } })
})

test('methods that are allowed', () => {
  assert.deepEqual(router.find('PUT', '/files/a'), { allowed: ['GET', 'DELETE'] })
})

test('an encoded slash and a route that is more specific', () => {
  assert.deepEqual(router.find('GET', '/files/reports%2F2026.pdf'), { handler: 'file', params: { name: 'reports/2026.pdf' } })
  assert.deepEqual(router.find('GET', '/files/latest'), { handler: 'latest', params: {} })
})
