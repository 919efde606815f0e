import { desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { completions } from '#db/schema/completions.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { fillTemplate } from '#lib/template.ts';
import type { Person } from '#people/person.ts';
import { factsOf, showFact, versionsAt, withVersion } from '#policies/facts.ts';
import { readAs, readerOf, readVersionAs } from '#policies/reading.ts';
import { compilePlain } from '#policies/text.ts';
import { type PolicyHistory, versionNumbered } from '#policies/versions.ts';

/** One line of a person's record: what she knew, under which wording, when. */
export type RecordLine = {
	readonly lessonId: string;
	readonly lessonTitle: string;
	readonly policyId: string;
	readonly policyTitle: string;
	readonly version: number;
	/** The policy's statement as it was, numbers and all. */
	readonly statement: string;
	readonly hash: string;
	readonly completedAt: number;
	/** The last time the same version was passed again; null if it never was. */
	readonly renewedAt: number | null;
	readonly rightFirst: number;
	readonly questions: number;
};

/** Every completion of a person, newest first. */
export async function readRecordLines(
	db: Reader,
	catalogue: Catalogue,
	history: PolicyHistory,
	person: Person,
): Promise<RecordLine[]> {
	const rows = await db
		.select()
		.from(completions)
		.where(eq(completions.employeeId, person.id))
		.orderBy(desc(completions.completedAt), completions.lessonId, completions.policyId);
	const reader = readerOf(person);
	return rows.flatMap((row) => {
		const published = versionNumbered(history.byId.get(row.policyId), row.policyVersion);
		if (!published) return [];
		const version = readVersionAs(published, reader);
		const others = readAs(versionsAt(history, row.completedAt), reader);
		const facts = factsOf(withVersion(others, version));
		const statement = compilePlain(row.policyId, version.body.statement);
		return {
			lessonId: row.lessonId,
			lessonTitle: catalogue.lessonById.get(row.lessonId)?.title ?? row.lessonId,
			policyId: row.policyId,
			policyTitle: version.body.title,
			version: version.number,
			statement: fillTemplate(statement, (name) => showFact(facts, name)),
			hash: version.hash,
			completedAt: row.completedAt,
			renewedAt: row.renewedAt,
			rightFirst: row.rightFirst,
			questions: row.questions,
		};
	});
}
