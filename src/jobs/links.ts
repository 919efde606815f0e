import type { Links } from '#notifications/newsroom.ts';
import { paths } from '../paths.ts';

/** Whole addresses of the pages that mail and webhooks lead to. */
export function linksFrom(origin: string): Links {
	const whole = (path: string) => new URL(path, origin).href;
	return {
		today: whole(paths.today),
		me: whole(paths.me),
		remarks: whole(paths.remarks),
		myRemarks: whole(paths.myRemarks),
		myAnswers: whole(paths.myAnswers),
		change: (id) => whole(paths.change(id)),
		policy: (id) => whole(paths.policy(id)),
		review: (id) => whole(paths.policyReview(id)),
		standard: (id) => whole(paths.standardPolicy(id)),
		unsubscribe: (token) => whole(paths.unsubscribeWith(token)),
	};
}
