import { type Filter, parseFilter } from './filter.ts';
import { wrong } from './problem.ts';
import { attributeOf, enterpriseUrn, groupUrn, userUrn } from './schema.ts';

/** Where a change goes: `emails[type eq "work"].value`. */
export type Place = {
	/** The URN of an extension, whose attributes lie in an object of their own. */
	readonly extension: string | undefined;
	/** Undefined for the extension as a whole. */
	readonly attribute: string | undefined;
	readonly many: boolean;
	readonly filter: Filter | undefined;
	readonly part: string | undefined;
};

const known = [userUrn, groupUrn, enterpriseUrn];

/** Reads a path as RFC 7644 writes it, and as Entra ID does: names in any case, a dot after a URN. */
export function parsePath(path: string, resourceUrn: string): Place {
	const { urn, rest } = splitUrn(path.trim());
	const core = urn === undefined || urn === resourceUrn;
	if (urn !== undefined && rest === '') {
		return {
			extension: urn,
			attribute: undefined,
			many: false,
			filter: undefined,
			part: undefined,
		};
	}
	const [, name, inside, part] = /^([\w$-]+)(?:\[(.*)\])?(?:\.([\w$-]+))?$/s.exec(rest) ?? [];
	if (name === undefined) throw noSuchPath();
	const schema = core ? resourceUrn : (urn ?? '');
	const attribute = attributeOf(schema, name);
	// An extension of the company's own is kept as it is; of the standard's we know every name.
	if (!attribute && (core || known.includes(schema))) throw noSuchPath();
	return {
		extension: core ? undefined : urn,
		attribute: attribute?.name ?? name,
		many: attribute?.many ?? inside !== undefined,
		filter: inside === undefined ? undefined : parseFilter(inside),
		part: part === undefined ? undefined : (attribute?.parts.get(part.toLowerCase()) ?? part),
	};
}

function splitUrn(path: string): { urn: string | undefined; rest: string } {
	if (!/^urn:/i.test(path)) return { urn: undefined, rest: path };
	const ours = known.find((urn) => path.toLowerCase().startsWith(urn.toLowerCase()));
	if (ours) return { urn: ours, rest: path.slice(ours.length).replace(/^[:.]/, '') };
	const before = path.split('[')[0] ?? path;
	const cut = before.lastIndexOf(':');
	return { urn: path.slice(0, cut), rest: path.slice(cut + 1) };
}

function noSuchPath() {
	return wrong('invalidPath', 'This path names no attribute that there is.');
}
