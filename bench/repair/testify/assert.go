// Package assert is the part of testify that the tests use: what is asked is the same, and nothing has to be downloaded.
package assert

import (
	"bytes"
	"math"
	"reflect"
	"testing"
)

type Assertions struct{ t *testing.T }

func New(t *testing.T) *Assertions { return &Assertions{t} }

func (a *Assertions) Equal(expected, actual interface{}, _ ...interface{}) bool {
	a.t.Helper()
	if one, ok := expected.([]byte); ok {
		other, ok := actual.([]byte)
		if ok && bytes.Equal(one, other) {
			return true
		}
	} else if reflect.DeepEqual(expected, actual) {
		return true
	}
	a.t.Fatalf("Not equal: expected: %#v actual: %#v", expected, actual)
	return false
}
func (a *Assertions) NotEqual(expected, actual interface{}, _ ...interface{}) bool {
	if reflect.DeepEqual(expected, actual) {
		a.t.Fatalf("Should not be: %#v", actual)
	}
	return true
}
func (a *Assertions) True(value bool, _ ...interface{}) bool  { return a.Equal(true, value) }
func (a *Assertions) False(value bool, _ ...interface{}) bool { return a.Equal(false, value) }
func (a *Assertions) Nil(value interface{}, _ ...interface{}) bool {
	if value != nil && !reflect.ValueOf(value).IsNil() {
		a.t.Fatalf("Expected nil, but got: %#v", value)
	}
	return true
}
func (a *Assertions) InDelta(expected, actual, delta float64, _ ...interface{}) bool {
	if math.Abs(expected-actual) > delta {
		a.t.Fatalf("Not equal: expected: %v actual: %v", expected, actual)
	}
	return true
}
func (a *Assertions) Less(one, other float64, _ ...interface{}) bool {
	return a.Equal(true, one < other)
}
