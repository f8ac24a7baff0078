package roster

import "sort"

// Merge puts overlapping and touching spans together, in order of their start. The argument stays as it is.
func Merge(spans []Span) []Span {
	sorted := append([]Span(nil), spans...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].Start < sorted[j].Start })
	var merged []Span
	for _, each := range sorted {
		last := len(merged) - 1
		if last < 0 || each.Start > merged[last].End {
			merged = append(merged, each)
			continue
		}
		merged[last].End = each.End
	}
	return merged
}

// Gaps are the parts of the week that no span covers.
func Gaps(spans []Span) []Span {
	var gaps []Span
	at := 0
	for _, each := range Merge(spans) {
		if each.Start > at {
			gaps = append(gaps, Span{at, each.Start})
		}
		at = each.End
	}
	if at < week {
		gaps = append(gaps, Span{at, week})
	}
	return gaps
}
