import { z } from 'astro/zod';

/** The drafts that a form shows, each as `returns:17`: the policy and the revision that was read. */
export const draftsRead = z
	.union([z.string(), z.array(z.string())])
	.default([])
	.transform((values) =>
		[values].flat().flatMap((value) => {
			const [, policyId, revision] = /^([a-z0-9-]+):(\d+)$/.exec(value) ?? [];
			return policyId === undefined ? [] : [{ policyId, revision: Number(revision) }];
		}),
	);

/** The same, as the form writes it. */
export function draftRead({ policyId, revision }: { policyId: string; revision: number }): string {
	return `${policyId}:${revision}`;
}
