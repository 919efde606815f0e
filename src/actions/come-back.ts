import type { APIContext } from 'astro';
import { sessionCookie } from '#auth/session.ts';
import { emptyFlow, flowKey, readFlow, takeFlow } from '#auth/single-sign-on/flow.ts';
import { hearProof, type Proof } from '#auth/single-sign-on/proof.ts';
import { recognise } from '#auth/single-sign-on/recognise.ts';
import { noteCompanySession } from '#auth/single-sign-on/sign-out.ts';
import { failureOf, reasonOf } from '#auth/single-sign-on/why-failed.ts';
import { readSettings } from '#people/settings.ts';
import { database } from '../installation.ts';
import { askAsUsual } from './ask-again.ts';
import { failed, requireProvider } from './company-failed.ts';
import { wayOf } from './company-way.ts';
import { enter } from './enter.ts';
import { dropOnTheWay, heldOnTheWay } from './unwritten.ts';

type Visit = Pick<APIContext, 'cookies' | 'locals' | 'request' | 'url'>;
type Next = { readonly to: string };

/** Somebody comes back from the company's sign-in: in, or to the sign-in page that says what is wrong. */
export async function comeBack(context: Visit): Promise<Next> {
	const provider = requireProvider();
	const answer = context.url.searchParams;
	const key = flowKey(answer.get('state') ?? '');
	const id = wayOf(context, key);
	// Somebody else's answer, or one that was made for this browser elsewhere, ends here.
	if (!id) return { to: failed(context, { why: 'too late', reason: 'no way of this browser' }) };
	const flow = await takeFlow(database, { id, kind: 'in', at: context.locals.now });
	if (!flow) return cameBefore(context, id);
	const { next } = flow;
	const pending = flow.pending ?? heldOnTheWay(id, context.locals.now);
	try {
		const proof = await hearProof(provider, { id, answer });
		return await letIn(context, proof, { id, key, next, pending });
	} catch (error) {
		provider.forget();
		const [why, reason] = [failureOf(error), reasonOf(error)];
		if (reason === '') throw error;
		return { to: failed(context, { why, reason, key, next }) };
	}
}

/** The Back button, or the same link again: whoever is signed in goes on, and nothing is redeemed twice. */
async function cameBefore(context: Visit, id: string): Promise<Next> {
	const before = await readFlow(database.read, { id, at: context.locals.now });
	if (before?.spentAt && context.locals.person) return { to: before.next };
	const reason = before ? 'this way was used before' : 'this way took too long';
	return { to: failed(context, { why: 'too late', reason }) };
}

type Way = { readonly id: string; key: string; next: string; pending: string | undefined };

async function letIn(context: Visit, proof: Proof, { id, key, next, pending }: Way): Promise<Next> {
	const { terms } = requireProvider();
	const { singleSignOnEnrols: enrols } = await readSettings(database.read);
	const who = await recognise(database, proof, { terms, enrols, at: context.locals.now });
	if (who.kind === 'refused') {
		const reason = [who.why, who.because ?? ''].join(' ').trim();
		const known = who.why === 'swapped' || who.why === 'second account';
		const why = known ? 'does not fit' : 'no account';
		return { to: failed(context, { why, reason, key, next }) };
	}
	const how = { method: 'single sign-on', proven: true } as const;
	const to = await enter(context, { ...how, employeeId: who.employeeId, next, pending });
	const sessionId = context.cookies.get(sessionCookie)?.value;
	if (sessionId) await noteCompanySession(database, { sessionId, idToken: proof.idToken });
	await emptyFlow(database, id);
	dropOnTheWay(id);
	askAsUsual(context);
	return to;
}
