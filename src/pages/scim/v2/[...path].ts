import type { APIContext, APIRoute } from 'astro';
import { log } from '#lib/log.ts';
import { answerScim } from '#scim/answer.ts';
import { problemBody, ScimProblem } from '#scim/problem.ts';
import { readBody, type ScimAnswer } from '#scim/request.ts';
import { requireToken } from '#scim/require-token.ts';
import { database, environment, tokenLimits } from '../../../installation.ts';
import { paths } from '../../../paths.ts';

// Where directories say who works here: SCIM 2.0, RFC 7643 and 7644. No page, no cookie, no form.

export const ALL: APIRoute = async (context) => {
	try {
		return respond(await answer(context));
	} catch (error) {
		if (error instanceof ScimProblem) return respond(refusal(error));
		log.error({ request: context.locals.requestId, err: error }, 'a directory was not answered');
		return respond(refusal(new ScimProblem(500, 'Something went wrong here. Try again later.')));
	}
};

async function answer({ request, url, params, locals }: APIContext): Promise<ScimAnswer> {
	const { method, headers } = request;
	const { now: at, address } = locals;
	const authorization = headers.get('authorization');
	const visit = { authorization, address, at };
	const directory = await requireToken(database, tokenLimits, visit);
	return answerScim(
		database,
		{ directory, at },
		{
			method: method === 'HEAD' ? 'GET' : method,
			segments: (params['path'] ?? '').split('/').filter(Boolean),
			search: url.searchParams,
			read: () => readBody(request),
			ifMatch: headers.get('if-match'),
			ifNoneMatch: headers.get('if-none-match'),
			base: `${environment.PUBLIC_ORIGIN ?? url.origin}${paths.scim}`,
		},
	);
}

function refusal(problem: ScimProblem): ScimAnswer {
	const { status, retryAfter } = problem;
	const headers = {
		...(retryAfter ? { 'retry-after': String(retryAfter) } : {}),
		...(status === 401 ? { 'www-authenticate': 'Bearer realm="scim"' } : {}),
	};
	return { status, body: problemBody(problem), headers };
}

function respond({ status, body, headers = {} }: ScimAnswer): Response {
	const text = body === undefined ? null : JSON.stringify(body);
	const kind = text === null ? {} : { 'content-type': 'application/scim+json' };
	return new Response(text, { status, headers: { ...kind, ...headers } });
}
