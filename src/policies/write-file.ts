import { Document, Scalar, visit, YAMLMap, YAMLSeq } from 'yaml';
import type { PolicyFile } from './file.ts';

/** Columns that a line of a policy file takes at the most. */
const lineWidth = 100;
/** A text that is longer stands in a block of its own, folded. */
const longestInLine = 60;

/**
 * A policy as its file, the way an author would write it. The same policy always gives the same
 * bytes, and reading them gives the same policy.
 */
export function writePolicyFile({ id, owner, version, body, renamed }: PolicyFile): string {
	return foldedDocument({
		id,
		title: body.title,
		owner,
		...(version > 1 ? { version } : {}),
		touchpoints: [...body.touchpoints],
		statement: body.statement,
		why: body.why,
		...(body.validMonths === null ? {} : { validMonths: body.validMonths }),
		...(body.acknowledge ? { acknowledge: true } : {}),
		...(Object.keys(body.facts).length > 0 ? { facts: factsOf(body) } : {}),
		...(renamed ? { renamed: { ...renamed } } : {}),
		how: { ...body.how },
	});
}

/** Front matter, its long texts folded as an author would fold them. */
export function foldedDocument(content: object): string {
	const document = new Document(content);
	visit(document, {
		Scalar: (_, scalar) => fold(scalar),
		Seq: (_, list) => inLine(list),
		Map: (_, map, path) => (path.length > 3 ? inLine(map) : undefined),
	});
	return `---\n${document.toString({ lineWidth, flowCollectionPadding: true })}---\n`;
}

/** A place's value in the unit of the fact stands alone: `market:DE: 45`. */
function factsOf({ facts }: PolicyFile['body']) {
	const written = Object.entries(facts).map(([name, { varies, ...general }]) => {
		if (!varies) return [name, general] as const;
		const places = Object.entries(varies).map(
			([place, own]) => [place, own.unit === general.unit ? own.value : { ...own }] as const,
		);
		return [name, { ...general, varies: Object.fromEntries(places) }] as const;
	});
	return Object.fromEntries(written);
}

function fold(scalar: Scalar): void {
	const { value } = scalar;
	if (typeof value !== 'string' || value.length <= longestInLine) return;
	// Folding would lose a line break that somebody meant.
	scalar.type = value.includes('\n') ? Scalar.BLOCK_LITERAL : Scalar.BLOCK_FOLDED;
}

function inLine(collection: YAMLSeq | YAMLMap): void {
	collection.flow = true;
}
