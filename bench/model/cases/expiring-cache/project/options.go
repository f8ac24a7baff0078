package cache

import "time"

// Option changes how a cache works.
type Option[K comparable, V any] func(*Cache[K, V])

// WithClock makes the cache ask another clock.
func WithClock[K comparable, V any](now func() time.Time) Option[K, V] {
	return func(c *Cache[K, V]) { c.now = now }
}

// WithEviction calls a function for each entry that has to make room for another, and for no other.
func WithEviction[K comparable, V any](call func(K, V)) Option[K, V] {
	return func(c *Cache[K, V]) { c.onEvict = call }
}
