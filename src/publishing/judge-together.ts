import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { type Draft, readDraft } from '#policies/draft.ts';
import { withVersion } from '#policies/facts.ts';
import { newestOf } from '#policies/new-policy.ts';
import { readPolicies } from '#policies/versions.ts';
import { readGround } from './ground.ts';
import type { Ground, Intent, PolicyRefusal } from './refusal.ts';
import { refusals } from './refusals.ts';

/** One draft of a publication, as its leader has read it. */
export type Choice = {
	readonly policyId: string;
	/** The revision of the draft that the leader has read; another one is not published. */
	readonly revision: number;
	readonly change: Intent['change'];
};

/** A draft with what it is judged against, the other drafts of the publication included. */
export type Judged = {
	readonly draft: Draft;
	readonly change: Intent['change'];
	readonly ground: Ground;
};

/** Everything that speaks against publishing some drafts together, as if all of them held already. */
export async function judgeTogether(
	db: Reader,
	catalogue: Catalogue,
	{
		drafts,
		packageId,
		at,
	}: { drafts: readonly Choice[]; packageId?: string | undefined; at: number },
): Promise<{ judged: readonly Judged[]; refusals: readonly PolicyRefusal[] }> {
	const found: Judged[] = [];
	const overtaken: PolicyRefusal[] = [];
	const history = await readPolicies(db);
	for (const { policyId, revision, change } of drafts) {
		const draft = await readDraft(db, policyId);
		const title = draft?.body.title || newestOf(history, policyId).body.title;
		if (draft?.revision === revision) {
			found.push({
				draft,
				change,
				ground: await readGround(db, catalogue, policyId, at, packageId),
			});
		} else overtaken.push({ ...(draft ? changed : gone), policyId, title });
	}
	if (overtaken.length > 0) return { judged: found, refusals: overtaken };
	const judged = withOneAnother(found);
	return { judged, refusals: distinct(judged.flatMap(refusalsOf)) };
}

const changed = {
	place: 'The draft',
	message: 'It was changed after you opened this page. Read it again, then publish.',
};
const gone = {
	place: 'The draft',
	message: 'There is no draft of it any more. Write one, or take the policy out.',
};

/** Each draft sees the others as if they held: it may name a fact that another one brings. */
function withOneAnother(found: readonly Judged[]): Judged[] {
	const [first] = found;
	if (!first) return [];
	const together = found.reduce(
		(versions, { draft, ground }) => withVersion(versions, { ...ground.newest, body: draft.body }),
		first.ground.versions,
	);
	return found.map((each) => ({ ...each, ground: { ...each.ground, together } }));
}

function refusalsOf({ draft, change, ground }: Judged): PolicyRefusal[] {
	const { policyId, body } = draft;
	return refusals({ ...draft, change }, ground).map((refusal) => ({
		...refusal,
		policyId,
		title: body.title,
	}));
}

/** A question that concerns two policies is named once. */
function distinct(all: readonly PolicyRefusal[]): PolicyRefusal[] {
	const ofContent = ({ place }: PolicyRefusal) => place.startsWith('content/');
	const seen = new Set<string>();
	return all.filter((refusal) => {
		const key = `${refusal.place} ${refusal.message}`;
		const again = ofContent(refusal) && seen.has(key);
		seen.add(key);
		return !again;
	});
}
