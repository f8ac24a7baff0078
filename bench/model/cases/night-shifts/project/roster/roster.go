package roster

import (
	"fmt"

	"example.com/shifts/clock"
)

var names = [...]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// Uncovered says when nobody works, given everybody's shifts.
func Uncovered(lines []string) ([]string, error) {
	var all []Span
	for _, line := range lines {
		spans, err := ParseShift(line)
		if err != nil {
			return nil, err
		}
		all = append(all, spans...)
	}
	var told []string
	for _, gap := range Gaps(all) {
		told = append(told, fmt.Sprintf("%s to %s", moment(gap.Start), moment(gap.End)))
	}
	return told, nil
}

func moment(minutes int) string {
	if minutes == week {
		return "Sun 24:00"
	}
	return names[minutes/clock.Day] + " " + clock.Format(minutes%clock.Day)
}
