import type { ActionAPIContext } from 'astro:actions';
import { z } from 'astro/zod';
import { takeAppCode } from '#auth/proofs/authenticator-app.ts';
import { takeRecoveryCode } from '#auth/proofs/recovery-codes.ts';
import { whosePasskey } from '#auth/proofs/show-passkey.ts';
import { allowEverybody, requireSomebody } from '#auth/guard.ts';
import { timeInWords } from '#auth/wait.ts';
import { Invalid } from '#lib/errors.ts';
import { database, proofLimits } from '../installation.ts';
import { enter } from './enter.ts';
import { formAction } from './form.ts';
import { passkeyShown, requirePlace } from './passkey-forms.ts';
import { longestPending } from './pending.ts';

const onTheWay = {
	next: z.string().max(500).optional(),
	pending: z.string().max(longestPending).optional(),
};

const typedCode = z.object({
	code: z.string().trim().min(1, 'Type the code.').max(40, 'This is too long for a code.'),
	...onTheWay,
});

export const proofs = {
	/** The code of the app, or one of those for bad days. */
	proveByCode: formAction(typedCode, async ({ code, ...way }, context) => {
		const { id: employeeId } = requireSomebody(context.locals);
		const minutes = await proofLimits.takeTry(employeeId);
		if (minutes > 0) throw new Invalid({ code: `Tried too often. Wait ${timeInWords(minutes)}.` });
		const tried = { employeeId, typed: code, at: context.locals.now };
		const right = (await takeAppCode(database, tried)) || (await takeRecoveryCode(database, tried));
		if (!right) throw new Invalid({ code: 'This code does not fit. Type the one shown now.' });
		await proofLimits.succeeded(employeeId);
		return enterProven(context, { employeeId, ...way });
	}),

	proveByPasskey: formAction(
		z.object({ passkey: passkeyShown, ...onTheWay }),
		async ({ passkey, ...way }, context) => {
			const { id: employeeId } = requireSomebody(context.locals);
			const shown = { response: passkey, employeeId, site: requirePlace(context) };
			await whosePasskey(database, { ...shown, at: context.locals.now });
			return enterProven(context, { employeeId, ...way });
		},
	),

	/** A passkey alone says who it is, and by finger, face or PIN that she is there. */
	signInByPasskey: formAction(
		z.object({ passkey: passkeyShown, ...onTheWay }),
		async ({ passkey, ...way }, context) => {
			allowEverybody(context.locals);
			const shown = { response: passkey, employeeId: undefined, site: requirePlace(context) };
			const employeeId = await whosePasskey(database, { ...shown, at: context.locals.now });
			return enter(context, { employeeId, method: 'passkey', proven: true, ...way });
		},
	),
};

/** She goes on where she was, with a session of another id. */
function enterProven(
	context: ActionAPIContext,
	way: { employeeId: string; next?: string | undefined; pending?: string | undefined },
) {
	const { method, deviceId } = context.locals.session ?? {};
	const how = { method: method ?? 'pin', deviceId: deviceId ?? undefined, proven: true };
	return enter(context, { ...way, ...how });
}
