// Words of a draft that the server has not acknowledged yet, in this browser. They stay over a
// closed tab and a dead connection, and are offered when their writer comes back.

export type KeptHere = {
	readonly entries: readonly (readonly [string, string])[];
	readonly revision: string;
	readonly began: string;
	readonly window: string;
	readonly count: number;
	readonly at: number;
};

export type Shelf = {
	keep(words: KeptHere): void;
	forget(): void;
	/** What an earlier visit left, put aside so that new words do not cover it. */
	left(): KeptHere | undefined;
	forgetLeft(): void;
};

export function openShelf(key: string): Shelf {
	const aside = `${key}.left`;
	return {
		keep: (words) => write(key, JSON.stringify(words)),
		forget: () => remove(key),
		left() {
			const unsent = read(key);
			if (unsent) write(aside, unsent);
			remove(key);
			return parse(read(aside));
		},
		forgetLeft: () => remove(aside),
	};
}

// A browser may keep nothing, by its owner's choice or for want of room: then the server alone does.

function write(key: string, text: string): void {
	try {
		localStorage.setItem(key, text);
	} catch {
		// The words are in the form still.
	}
}

function read(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

function remove(key: string): void {
	try {
		localStorage.removeItem(key);
	} catch {
		// Nothing is kept there.
	}
}

function parse(text: string | null): KeptHere | undefined {
	try {
		const kept: KeptHere = JSON.parse(text ?? '');
		return Array.isArray(kept.entries) ? kept : undefined;
	} catch {
		return undefined;
	}
}
