import { randomUUID } from 'node:crypto';
import type { APIContext, MiddlewareNext } from 'astro';
import { defineMiddleware } from 'astro:middleware';
import { getActionContext } from 'astro:actions';
import { SignInNeeded } from '#auth/guard.ts';
import { clientAddress } from '#lib/client-address.ts';
import { now } from '#lib/clock.ts';
import { Forbidden, NotFound, TooLarge } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { refuseLarger } from '#lib/refuse-larger.ts';
import { isSameOrigin, secure } from '#lib/web-security.ts';
import type { FormOutcome } from './actions/form.ts';
import { giveBack, packOrKeep } from './actions/kept-on-kiosk.ts';
import { isRosterUpload } from './actions/receive-roster.ts';
import { whoIsThere } from './actions/who-is-there.ts';
import { environment } from './installation.ts';
import { beginFolding } from './jobs/fold-practice.ts';
import { beginForecasting } from './jobs/forecast.ts';
import { beginKeepingTheLaw } from './jobs/keep-the-law.ts';
import { beginMoving } from './jobs/move-people.ts';
import { beginSweeping } from './jobs/sweep.ts';
import { beginTelling } from './jobs/tell-people.ts';
import { paths } from './paths.ts';
import { showError } from './layouts/show-error.ts';
import { policyFor } from './layouts/styles.ts';

// Only `astro dev` needs scripts of its own in the page. Vite's DEV says more: it is true of every
// build that is made with a NODE_ENV other than production.
const isDevelopment = import.meta.env.MODE === 'development';

if (!isDevelopment) {
	beginTelling();
	beginMoving();
	beginSweeping();
	beginKeepingTheLaw();
	beginFolding();
	beginForecasting();
}

/** Every request passes here once; a page shown in place of another passes a second time and is let through. */
export const onRequest = defineMiddleware(async (context, next) => {
	if (context.locals.showing === 'error') return next();
	const began = performance.now();
	const forwarded = context.request.headers.get('x-forwarded-for');
	const address = clientAddress(context.clientAddress, forwarded, environment.PROXIES);
	const requestId = randomUUID();
	Object.assign(context.locals, { requestId, address, now: now(), showing: 'page' });
	const response = await answer(context, next);
	const { content, camera } = policyFor(context.url.pathname);
	secure(response.headers, isDevelopment ? undefined : content, { camera });
	response.headers.set('x-request-id', context.locals.requestId);
	log.info({
		request: context.locals.requestId,
		method: context.request.method,
		path: context.url.pathname,
		status: response.status,
		milliseconds: Math.round(performance.now() - began),
	});
	return response;
});

/**
 * Bytes; a policy with all its lines comes to some thirty thousand. Who is signed in may send more,
 * so that a text pasted by mistake comes back in its form, with what is wrong beside the field.
 */
const largestForm = 1_000_000;
const largestFormSignedIn = 4_000_000;

async function answer(context: APIContext, next: MiddlewareNext): Promise<Response> {
	try {
		if (isDirectory(context)) return await next();
		if (!isOneClick(context) && !isSameOrigin(context.request, environment.PUBLIC_ORIGIN)) {
			return new Response('This form came from another site. Open the page again and retry.', {
				status: 403,
			});
		}
		context.locals.person = await whoIsThere(context);
		const largest = context.locals.person ? largestFormSignedIn : largestForm;
		if (!isRosterUpload(context)) await refuseLarger(context.request, largest);
		return (await runAction(context)) ?? (await next());
	} catch (error) {
		return showError(error, context);
	}
}

/**
 * Mail programs unsubscribe somebody with one click, from elsewhere: the signed link says whose mail
 * it is, whoever is signed in. Nothing else is done there, least of all a form's action.
 */
function isOneClick({ request, url }: APIContext): boolean {
	const { pathname, searchParams } = url;
	return (
		request.method === 'POST' && pathname === paths.unsubscribe && !searchParams.has('_action')
	);
}

/**
 * Directories show a token, which no browser does by itself: neither origin nor cookie counts there.
 * A form's action would be run on the way, so that a request that names one is like any other.
 */
function isDirectory({ url }: APIContext): boolean {
	return url.pathname.startsWith(`${paths.scim}/`) && !url.searchParams.has('_action');
}

/** Runs the form's action. Done means another page, by a redirect that a reload does not repeat. */
async function runAction(context: APIContext): Promise<Response | undefined> {
	const { action, setActionResult, serializeActionResult } = getActionContext(context);
	if (!action) return giveBack(context);
	// Forms post to pages; nothing of ours calls an action's own address.
	if (action.calledFrom !== 'form' || !isForm(context.request)) {
		throw new NotFound('Actions are called by forms.');
	}
	const packed = context.locals.person ? undefined : await packOrKeep(context, action.name);
	const result = await action.handler();
	if (result.error?.status === 413) throw new TooLarge();
	if (result.error) throw result.error.status < 500 ? new NotFound('No such form.') : result.error;
	const { comesBack } = context.locals;
	if (comesBack) {
		setActionResult(
			comesBack.action,
			serializeActionResult({ ...result, data: comesBack.outcome }),
		);
		return undefined;
	}
	const outcome: FormOutcome = result.data;
	if ('to' in outcome) return context.redirect(outcome.to, 303);
	if ('refused' in outcome) {
		context.locals.pending = packed ?? context.locals.pending;
		throw refusal(outcome.refused);
	}
	setActionResult(action.name, serializeActionResult(result));
	return undefined;
}

function isForm({ headers }: Request): boolean {
	return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(
		headers.get('content-type') ?? '',
	);
}

function refusal(kind: 'sign in' | 'not found' | 'forbidden'): Error {
	if (kind === 'sign in') return new SignInNeeded('Sign in first.');
	return kind === 'not found' ? new NotFound('Not found.') : new Forbidden('Not allowed.');
}
