package roster

import (
	"reflect"
	"testing"
)

func TestUncovered(t *testing.T) {
	for _, each := range []struct {
		name  string
		lines []string
		want  []string
	}{
		{"nobody", nil, []string{"Mon 00:00 to Sun 24:00"}},
		{"one day", []string{"Mon 00:00-24:00"}, []string{"Tue 00:00 to Sun 24:00"}},
		{
			"days that touch",
			[]string{"Tue 00:00-24:00", "Mon 00:00-24:00", "Wed 00:00-24:00"},
			[]string{"Thu 00:00 to Sun 24:00"},
		},
		{
			"nights and a short shift inside a long one",
			[]string{"Mon 06:00-22:00", "Mon 08:00-10:00", "Mon 22:00-06:00", "Sun 18:00-02:00"},
			[]string{"Mon 02:00 to Mon 06:00", "Tue 06:00 to Sun 18:00"},
		},
	} {
		t.Run(each.name, func(t *testing.T) {
			got, err := Uncovered(each.lines)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, each.want) {
				t.Errorf("got %v, want %v", got, each.want)
			}
		})
	}
}
