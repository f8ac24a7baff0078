import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRouter } from '../src/router.js'

test('specific routes win from the left, in whatever order they came', () => {
  const router = createRouter()
    .add('GET', '/*all', 'all')
    .add('GET', '/:a/edit', 'any-edit')
    .add('GET', '/users/:id', 'user')
    .add('GET', '/users/*rest', 'users')
  assert.equal(router.find('GET', '/users/edit').handler, 'user')
  assert.equal(router.find('GET', '/posts/edit').handler, 'any-edit')
  assert.equal(router.find('GET', '/users/7/posts').handler, 'users')
  assert.equal(router.find('GET', '/x').handler, 'all')
})

test('literals with characters that are encoded in paths', () => {
  const router = createRouter().add('GET', '/über uns', 'about')
  assert.equal(router.find('GET', '/%C3%BCber%20uns').handler, 'about')
})

test('an encoded question mark and a percent sign belong to the segment', () => {
  const router = createRouter().add('GET', '/q/:text', 'q')
  assert.deepEqual(router.find('GET', '/q/what%3F').params, { text: 'what?' })
  assert.deepEqual(router.find('GET', '/q/100%25').params, { text: '100%' })
})
