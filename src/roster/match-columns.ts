import { fieldWords } from './fields.ts';
import { type Choices, type Columns, type RosterField, rosterFields } from './kinds.ts';

/** A heading as it is compared: small letters without marks; what is no letter or digit is a space. */
export function plainHeading(heading: string): string {
	const spelled = heading
		.replace(/ß/g, 'ss')
		.replace(/[łŁ]/g, 'l')
		.replace(/[đĐ]/g, 'd')
		.replace(/ı/g, 'i');
	const bare = spelled.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	return bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

const known = new Map<string, RosterField>(
	rosterFields.flatMap((field) =>
		fieldWords[field].synonyms.split(';').map((synonym) => [synonym, field] as const),
	),
);

/** How the columns of a file are understood, and what somebody has to say about them. */
export type Recognised = {
	readonly columns: Columns;
	/** Fields that several columns claim: the first has it until somebody says otherwise. */
	readonly ambiguous: readonly RosterField[];
	/** Headings that mean nothing to us. */
	readonly unknown: readonly string[];
};

/** Matches headings, in any order: as somebody said the last time, or by what exports call them. */
export function matchColumns(
	headings: readonly string[],
	remembered: ReadonlyMap<string, string> = new Map(),
): Recognised {
	const claims = headings.map((heading) => claimOf(plainHeading(heading), remembered));
	const columns: Partial<Record<RosterField, number>> = {};
	for (const field of rosterFields) {
		const sure = claims.findIndex((claim) => claim.field === field && claim.sure);
		const first = claims.findIndex((claim) => claim.field === field);
		const column = sure >= 0 ? sure : first;
		if (column >= 0) columns[field] = column;
	}
	return { columns: withoutSecondName(columns), ...doubts(headings, claims) };
}

type Claim = { readonly field: RosterField | undefined; readonly sure: boolean };

function claimOf(heading: string, remembered: ReadonlyMap<string, string>): Claim {
	const said = remembered.get(heading);
	if (said !== undefined) {
		return { field: rosterFields.find((field) => field === said), sure: true };
	}
	return { field: known.get(heading), sure: false };
}

function doubts(headings: readonly string[], claims: readonly Claim[]) {
	const ambiguous = rosterFields.filter((field) => {
		const claimed = claims.filter((claim) => claim.field === field);
		return claimed.length > 1 && claimed.filter(({ sure }) => sure).length !== 1;
	});
	const unknown = headings.filter(
		(heading, index) =>
			heading !== '' && claims[index]?.field === undefined && !claims[index]?.sure,
	);
	return { ambiguous, unknown };
}

/** German exports say Name and Vorname: there, Name is the last name. */
function withoutSecondName(columns: Columns): Columns {
	const { name, ...rest } = columns;
	if (name === undefined || rest.firstName === undefined) return columns;
	return rest.lastName === undefined ? { ...rest, lastName: name } : rest;
}

/** What speaks against reading a file by these columns, as sentences beside the fields. */
export function columnProblems(columns: Columns): Record<string, string> {
	const problems: Record<string, string> = {};
	if (columns.number === undefined) {
		problems['number'] =
			'Say which column has the employee number. Without it nobody can be told apart.';
	}
	if (
		columns.name === undefined &&
		columns.lastName === undefined &&
		columns.firstName === undefined
	) {
		problems['name'] = 'Say which column has the name, or the first and the last name.';
	}
	for (const [field, column] of Object.entries(columns)) {
		const same = Object.entries(columns).find(([other, at]) => other !== field && at === column);
		if (same) problems[field] ??= 'One column says one thing. Choose another for one of them.';
	}
	return problems;
}

/** What holds until somebody says otherwise: nobody leaves, and nothing is guessed. */
export function usualChoices(columns: Columns): Choices {
	return {
		columns,
		dateOrder: null,
		channel: null,
		job: 'Employee',
		completeFor: 'nobody',
		onProblems: 'leave out',
	};
}
