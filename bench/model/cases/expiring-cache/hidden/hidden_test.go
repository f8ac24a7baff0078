package cache

import (
	"reflect"
	"testing"
	"time"
)

func TestHiddenSetRefreshes(t *testing.T) {
	clock := &clock{time.Unix(0, 0)}
	var evicted []int
	c := New(2, time.Minute, WithClock[string, int](clock.now), WithEviction(func(_ string, value int) { evicted = append(evicted, value) }))
	c.Set("a", 1)
	clock.pass(40 * time.Second)
	c.Set("a", 2)
	clock.pass(40 * time.Second)
	if value, found := c.Get("a"); !found || value != 2 {
		t.Errorf("a = %d, %v: its time begins anew when it is set", value, found)
	}
	c.Set("b", 3)
	c.Set("a", 4)
	c.Set("c", 5)
	if !reflect.DeepEqual(evicted, []int{3}) {
		t.Errorf("evicted %v: a was set after b", evicted)
	}
	if c.Len() != 2 || c.order.Len() != 2 {
		t.Errorf("%d entries, %d in order", c.Len(), c.order.Len())
	}
}
