import { verifyAudit } from '#audit/verify.ts';
import { openDatabase } from '#db/connection.ts';
import { readEnvironment } from '#lib/environment.ts';
import { verifyTexts } from '#policies/verify-texts.ts';
import { verifyVersions } from '#policies/verify-versions.ts';

// `npm run audit:verify`: walks the published versions, their texts and the audit, and names the first broken link.

try {
	const env = readEnvironment(process.env);
	const db = await openDatabase(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN);
	const versions = await verifyVersions(db.read);
	const texts = await verifyTexts(db.read);
	const audit = await verifyAudit(db.read);
	await db.close();
	for (const found of [versions, texts, audit]) if (!found.holds) throw new Error(found.broken);
	if (versions.holds && texts.holds && audit.holds) {
		const erased = audit.erased > 0 ? `, ${audit.erased} of them erased by law` : '';
		console.log(
			`All holds: ${versions.links} versions, ${texts.links} texts in other languages, ${audit.links} audit entries${erased}.`,
		);
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
