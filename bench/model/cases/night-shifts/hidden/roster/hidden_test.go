package roster

import (
	"reflect"
	"testing"
)

func TestHidden(t *testing.T) {
	for _, each := range []struct {
		lines []string
		want  []string
	}{
		{[]string{"Sun 00:00-24:00"}, []string{"Mon 00:00 to Sun 00:00"}},
		{[]string{"Sun 22:00-00:00"}, []string{"Mon 00:00 to Sun 22:00"}},
		{[]string{"Sun 12:00-12:00"}, []string{"Mon 12:00 to Sun 12:00"}},
		{[]string{"Tue 00:00-12:00", "Tue 01:00-02:00", "Tue 03:00-04:00"}, []string{"Mon 00:00 to Tue 00:00", "Tue 12:00 to Sun 24:00"}},
	} {
		got, err := Uncovered(each.lines)
		if err != nil || !reflect.DeepEqual(got, each.want) {
			t.Errorf("%v: got %v (%v), want %v", each.lines, got, err, each.want)
		}
	}
	spans := []Span{{5, 6}, {1, 9}}
	Merge(spans)
	if !reflect.DeepEqual(spans, []Span{{5, 6}, {1, 9}}) {
		t.Error("the argument was changed")
	}
}
