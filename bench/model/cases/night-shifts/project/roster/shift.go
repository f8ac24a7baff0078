// Package roster knows who works when in a week.
package roster

import (
	"fmt"
	"strings"

	"example.com/shifts/clock"
)

// Span is a stretch of time in a week: minutes since Monday 00:00, End not included.
// Spans never reach beyond the week: what does goes on at its beginning.
type Span struct {
	Start, End int
}

const week = 7 * clock.Day

var days = map[string]int{"Mon": 0, "Tue": 1, "Wed": 2, "Thu": 3, "Fri": 4, "Sat": 5, "Sun": 6}

// ParseShift reads a line such as "Fri 22:00-06:00". A shift whose end is not after its start ends on the next day.
func ParseShift(line string) ([]Span, error) {
	day, times, found := strings.Cut(line, " ")
	offset, known := days[day]
	if !found || !known {
		return nil, fmt.Errorf("roster: %q does not begin with a day", line)
	}
	from, to, found := strings.Cut(times, "-")
	if !found {
		return nil, fmt.Errorf("roster: %q is not a shift", line)
	}
	start, err := clock.Parse(from)
	if err != nil {
		return nil, err
	}
	end, err := clock.Parse(to)
	if err != nil {
		return nil, err
	}
	return []Span{{offset*clock.Day + start, offset*clock.Day + end}}, nil
}
