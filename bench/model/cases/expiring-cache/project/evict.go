package cache

// evict takes out the entry that was not used for the longest time. The caller holds the lock.
func (c *Cache[K, V]) evict() {
	element := c.order.Back()
	if element == nil {
		return
	}
	held := c.order.Remove(element).(*entry[K, V])
	delete(c.entries, held.key)
	if c.onEvict != nil {
		c.onEvict(held.key, held.value)
	}
}
