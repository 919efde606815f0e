import { createHash } from 'node:crypto';
import type { Verdict } from './judge.ts';
import type { NewPlaces, RosterProblem, StagedLine } from './kinds.ts';
import type { Looking } from './preview.ts';

/** Counts verdicts and hands on what they come to. */
export function createTally(
	looking: Pick<Looking, 'take' | 'onProgress'>,
	refuse: (line: StagedLine) => RosterProblem | undefined,
	total: number,
) {
	const hash = createHash('sha256');
	const counts = {
		new: 0,
		changed: 0,
		returning: 0,
		leaving: 0,
		unchanged: 0,
		leftOut: 0,
		problems: 0,
		gone: 0,
		endsLater: 0,
	};
	const used = new Set<string>();
	let done = 0;

	async function add(verdicts: readonly Verdict[]): Promise<void> {
		const found = { lines: new Array<StagedLine>(), problems: new Array<RosterProblem>() };
		for (const verdict of verdicts) count(verdict, found);
		done += verdicts.length;
		looking.onProgress?.({ done: Math.min(done, total), total });
		if (found.lines.length + found.problems.length > 0) await looking.take(found);
	}

	function count(
		{ is, staged, problems, endsLater }: Verdict,
		found: { lines: StagedLine[]; problems: RosterProblem[] },
	): void {
		const refused = staged?.kind === 'leaving' ? refuse(staged) : undefined;
		found.problems.push(...problems, ...(refused ? [refused] : []));
		counts.problems += problems.length + (refused ? 1 : 0);
		if (endsLater) counts.endsLater += 1;
		if (is === 'left out') counts.leftOut += 1;
		if (is === 'gone') counts.gone += 1;
		if (is === 'unchanged') counts.unchanged += 1;
		if (!staged || refused) return;
		counts[staged.kind] += 1;
		found.lines.push(staged);
		for (const team of teamsOf(staged)) used.add(team);
		hash.update(JSON.stringify(withoutNewId(staged)));
	}

	return {
		add,
		/** Of the places that were proposed those that somebody is in: rows left out add none. */
		sum(proposed: NewPlaces) {
			const places = thoseUsed(proposed, used);
			const digest = hash.update(JSON.stringify(places)).digest('hex');
			return { places, digest, counts };
		},
	};
}

function teamsOf({ body }: StagedLine): readonly string[] {
	if ('enrol' in body) return [body.enrol.teamId, ...body.enrol.leads];
	return 'change' in body ? [body.change.teamId ?? '', ...(body.change.leads ?? [])] : [];
}

function thoseUsed({ sites, vendors, teams }: NewPlaces, used: Set<string>): NewPlaces {
	// From below upwards: a team is needed for those below it too.
	const kept = teams.toReversed().filter(({ id, parentId }) => {
		if (used.has(id) && parentId !== null) used.add(parentId);
		return used.has(id);
	});
	return {
		sites: sites.filter(({ id }) => kept.some(({ siteId }) => siteId === id)),
		vendors: vendors.filter(({ id }) => kept.some(({ vendorId }) => vendorId === id)),
		teams: kept.toReversed(),
	};
}

/** A new person's id is another each time, and says nothing. */
function withoutNewId(line: StagedLine): StagedLine {
	if (!('enrol' in line.body)) return line;
	return { ...line, body: { ...line.body, enrol: { ...line.body.enrol, id: '' } } };
}
