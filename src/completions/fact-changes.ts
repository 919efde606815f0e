import { formatQuantity } from '#lib/quantity.ts';
import { type Fact, placeOf, type Where } from '#policies/fact.ts';
import { nameNow, otherName, type Rename } from '#policies/renames.ts';
import type { PolicyVersion } from '#policies/versions.ts';

/** A fact whose value differs between two versions. */
export type FactChange = {
	readonly name: string;
	/** `market:DE`, `site:store-leipzig`; undefined for the value that holds everywhere else. */
	readonly place: string | undefined;
	readonly before: string | undefined;
	readonly after: string | undefined;
};

/** Every value that differs, the general ones and those of places; a new name alone is no difference. */
export function factChanges(before: PolicyVersion, after: PolicyVersion): FactChange[] {
	const old = before.body.facts;
	const kept = Object.keys(after.body.facts);
	const gone = Object.keys(old).filter((name) => !kept.includes(nameNow(name, after)));
	return [
		...kept.flatMap((name) => {
			const earlier = Object.hasOwn(old, name) ? name : nameBefore(name, before, after);
			return valuesThatDiffer(name, old[earlier ?? ''], after.body.facts[name]);
		}),
		...gone.flatMap((name) => valuesThatDiffer(name, old[name], undefined)),
	];
}

/** The facts that have another name now, whatever their value. */
export function factsRenamed(before: PolicyVersion, after: PolicyVersion): Rename[] {
	return Object.keys(after.body.facts).flatMap((to) => {
		if (Object.hasOwn(before.body.facts, to)) return [];
		const from = nameBefore(to, before, after);
		return from === undefined ? [] : [{ from, to }];
	});
}

function nameBefore(name: string, before: PolicyVersion, { body, renames = [] }: PolicyVersion) {
	return otherName(
		renames,
		name,
		(each) => Object.hasOwn(before.body.facts, each) && !Object.hasOwn(body.facts, each),
	);
}

function valuesThatDiffer(name: string, old: Fact | undefined, fresh: Fact | undefined) {
	const varies = Object.keys({ ...old?.varies, ...fresh?.varies });
	return [undefined, ...varies].flatMap((place): FactChange[] => {
		const change = { name, place, before: shown(old, place), after: shown(fresh, place) };
		return change.before === change.after ? [] : [change];
	});
}

function shown(fact: Fact | undefined, place: string | undefined): string | undefined {
	const value = place === undefined ? fact : fact?.varies?.[place];
	return value && formatQuantity(value);
}

/** Of all changes those that a reader at one place does not see herself. */
export function changesElsewhere(
	all: readonly FactChange[],
	before: PolicyVersion,
	after: PolicyVersion,
	where: Where,
): FactChange[] {
	const { renames = [] } = after;
	const hers = (name: string, { body }: PolicyVersion) => {
		const fact = body.facts[nameNow(name, { body, renames })];
		return fact && placeOf(fact, where);
	};
	return all.filter(
		({ name, place }) => place !== hers(name, after) && place !== hers(name, before),
	);
}
