package cache

import (
	"reflect"
	"testing"
	"time"
)

type clock struct{ at time.Time }

func (c *clock) now() time.Time       { return c.at }
func (c *clock) pass(d time.Duration) { c.at = c.at.Add(d) }

func TestLastUsedStay(t *testing.T) {
	c := New[string, int](2, time.Minute)
	c.Set("a", 1)
	c.Set("b", 2)
	c.Get("a")
	c.Set("c", 3)
	if _, found := c.Get("b"); found {
		t.Error("b was used least recently, and is there")
	}
	if value, _ := c.Get("a"); value != 1 {
		t.Errorf("a = %d", value)
	}
}

func TestTimeIsOver(t *testing.T) {
	clock := &clock{time.Unix(0, 0)}
	c := New(2, time.Minute, WithClock[string, int](clock.now))
	c.Set("a", 1)
	clock.pass(time.Minute)
	if _, found := c.Get("a"); found {
		t.Error("a is there after its time")
	}
}

func TestSetAgainAfterItsTime(t *testing.T) {
	clock := &clock{time.Unix(0, 0)}
	var evicted []string
	c := New(2, time.Minute, WithClock[string, int](clock.now), WithEviction(func(key string, _ int) { evicted = append(evicted, key) }))
	c.Set("a", 1)
	clock.pass(time.Minute)
	c.Get("a")
	c.Set("a", 2)
	c.Set("b", 3)
	c.Set("a", 4)
	if value, found := c.Get("a"); !found || value != 4 {
		t.Errorf("a = %d, %v", value, found)
	}
	if _, found := c.Get("b"); !found {
		t.Error("b is gone, though there is room for two")
	}
	if len(evicted) > 0 {
		t.Errorf("evicted %v", evicted)
	}
	c.Set("c", 5)
	if !reflect.DeepEqual(evicted, []string{"a"}) {
		t.Errorf("evicted %v", evicted)
	}
}
