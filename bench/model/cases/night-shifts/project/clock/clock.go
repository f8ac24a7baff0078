// Package clock reads times of day.
package clock

import (
	"fmt"
	"strconv"
	"strings"
)

// Day has this many minutes.
const Day = 24 * 60

// Parse reads "15:04" as minutes since midnight; "24:00" is the end of the day.
func Parse(text string) (int, error) {
	hours, minutes, found := strings.Cut(text, ":")
	if !found || len(minutes) != 2 {
		return 0, fmt.Errorf("clock: %q is not a time", text)
	}
	h, err := strconv.Atoi(hours)
	if err != nil {
		return 0, fmt.Errorf("clock: %q is not a time", text)
	}
	m, err := strconv.Atoi(minutes)
	if err != nil || m < 0 || m > 59 || h < 0 || h*60+m > Day {
		return 0, fmt.Errorf("clock: %q is not a time", text)
	}
	return h*60 + m, nil
}

// Format writes minutes since midnight as "15:04".
func Format(minutes int) string {
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}
