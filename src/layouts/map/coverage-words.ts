/** A state of a place on the map as a sign and as a word: colour alone says nothing. */
export const coverageSigns = { covered: '✓', partly: '◐', hole: '○' } as const;
export const coverageWords = {
	covered: 'covered',
	partly: 'partly covered',
	hole: 'hole',
} as const;
