// Package cache keeps the entries that were used last, each for a limited time.
package cache

import (
	"container/list"
	"sync"
	"time"
)

// Cache holds at most a number of entries. It may be used by several goroutines at once.
type Cache[K comparable, V any] struct {
	mu      sync.Mutex
	most    int
	ttl     time.Duration
	now     func() time.Time
	entries map[K]*list.Element
	// The entry that was used last is in front.
	order   *list.List
	onEvict func(K, V)
}

type entry[K comparable, V any] struct {
	key     K
	value   V
	expires time.Time
}

// New makes a cache for so many entries, each of which is there for ttl after it was set.
func New[K comparable, V any](most int, ttl time.Duration, options ...Option[K, V]) *Cache[K, V] {
	if most < 1 {
		panic("cache: room for less than one entry")
	}
	c := &Cache[K, V]{most: most, ttl: ttl, now: time.Now, entries: map[K]*list.Element{}, order: list.New()}
	for _, option := range options {
		option(c)
	}
	return c
}

// Get returns what was set under the key, unless its time is over.
func (c *Cache[K, V]) Get(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, found := c.entries[key]
	if !found {
		var none V
		return none, false
	}
	held := element.Value.(*entry[K, V])
	if !c.now().Before(held.expires) {
		delete(c.entries, key)
		var none V
		return none, false
	}
	c.order.MoveToFront(element)
	return held.value, true
}

// Set puts a value under a key, and makes room for it where there is none.
func (c *Cache[K, V]) Set(key K, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = c.order.PushFront(&entry[K, V]{key, value, c.now().Add(c.ttl)})
	if c.order.Len() > c.most {
		c.evict()
	}
}

// Len counts the entries that are there, those whose time is over included.
func (c *Cache[K, V]) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.entries)
}
