/** The names that look most like one that is not there, nearest first: what somebody may have meant. */
export function nearNames(typed: string, names: readonly string[], most = 2): string[] {
	return names
		.map((name) => ({ name, away: editsBetween(typed, name) }))
		.filter(({ name, away }) => away <= Math.max(1, Math.floor(name.length / 3)))
		.toSorted((a, b) => a.away - b.away)
		.slice(0, most)
		.map(({ name }) => name);
}

/** Letters to change, add or take away to make one word of the other (Levenshtein's distance). */
function editsBetween(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (const [i, letter] of [...a].entries()) {
		const next = [i + 1];
		for (let j = 1; j <= b.length; j += 1) {
			const replaced = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1);
			next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row.at(-1) ?? 0;
}
