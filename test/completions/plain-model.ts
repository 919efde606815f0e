// The rules of attempts, completions and states once more, as plainly and slowly as they can be said,
// from PRODUCT.md and the issue and not from the code: what the product is held against.

export type Subject = { readonly kind: 'lesson' | 'update'; readonly id: string };
export type Page = {
	readonly subject: Subject;
	readonly attemptId: string;
	readonly shownAt: number;
	readonly questionId: string;
	readonly round: number;
};

type Version = { number: number; material: boolean; at: number };
type Answer = { question: string; round: number; right: boolean };
type Attempt = {
	id: string;
	subject: Subject;
	began: number;
	finished?: number;
	replacedBy?: string;
	answers: Answer[];
};
type Completion = { lesson: string; policy: string; version: number; at: number };

export type PlainLesson = {
	readonly id: string;
	readonly policies: readonly string[];
	readonly assigned: boolean;
	/** Question to policy. */
	readonly questions: Readonly<Record<string, string>>;
};

const minute = 60_000;
const day = 24 * 60 * minute;
const order = ['overdue', 'expired', 'stale', 'due', 'in progress', 'current', 'not due'];

export class PlainModel {
	readonly #lessons: readonly PlainLesson[];
	readonly #validMonths: Readonly<Record<string, number>>;
	readonly #begins: number;
	readonly #versions = new Map<string, Version[]>();
	readonly #attempts: Attempt[] = [];
	readonly #completions: Completion[] = [];

	constructor(
		lessons: readonly PlainLesson[],
		{ begins, validMonths }: { begins: number; validMonths: Readonly<Record<string, number>> },
	) {
		this.#lessons = lessons;
		this.#begins = begins;
		this.#validMonths = validMonths;
		for (const policy of this.#policies()) this.publish(policy, true, begins);
	}

	publish(policy: string, material: boolean, at: number): void {
		const versions = this.#versions.get(policy) ?? [];
		this.#versions.set(policy, [...versions, { number: versions.length + 1, material, at }]);
	}

	/** `newId` is the id that the product gave to an attempt that had to begin again. */
	answer(page: Page, right: boolean, now: number, newId: string) {
		let attempt = this.#find(page);
		// Another tab has finished it since this page was opened.
		attempt ??= this.#attempts.find(
			(one) => same(one.subject, page.subject) && (one.finished ?? 0) > page.shownAt,
		);
		if (!attempt) {
			attempt = { id: page.attemptId, subject: page.subject, began: begun(page, now), answers: [] };
			this.#attempts.push(attempt);
		} else if (this.#isOutdated(attempt, now)) {
			const { began, answers } = attempt;
			const kept = answers.filter(
				(one) => !this.#changed(this.#policyOf(one.question), began, now),
			);
			attempt.replacedBy = newId;
			attempt = { id: newId, subject: page.subject, began: begun(page, now), answers: [...kept] };
			this.#attempts.push(attempt);
		}
		const done = { attemptId: attempt.id, finished: attempt.finished !== undefined };
		const given = attempt.answers.filter((one) => one.question === page.questionId);
		if (given.some((one) => one.round === page.round)) return { ...done, kind: 'recorded' };
		const solved = given.some((one) => one.right);
		if (done.finished || solved || page.round !== given.length + 1)
			return { ...done, kind: 'passed' };
		const moments = [page.shownAt, attempt.began].sort((a, b) => a - b);
		const [from = 0, to = 0] = moments;
		if (this.#changed(this.#policyOf(page.questionId), from, to))
			return { ...done, kind: 'changed' };
		attempt.answers.push({ question: page.questionId, round: page.round, right });
		const finished = this.questionsOf(page.subject).every((question) =>
			attempt.answers.some((one) => one.question === question && one.right),
		);
		if (finished) this.#finish(attempt, now);
		return { attemptId: attempt.id, kind: 'recorded', finished };
	}

	questionsOf({ kind, id }: Subject): string[] {
		if (kind === 'lesson')
			return Object.keys(this.#lessons.find((one) => one.id === id)?.questions ?? {});
		const all = this.#lessons.flatMap((lesson) =>
			Object.entries(lesson.questions).flatMap(([question, policy]) =>
				policy === id ? [{ question, lesson: lesson.id }] : [],
			),
		);
		const learned = all.filter((one) =>
			this.#completions.some(({ lesson, policy }) => lesson === one.lesson && policy === id),
		);
		return (learned.length > 0 ? learned : all).map(({ question }) => question);
	}

	/** From which moment a page shows its wording, and whether it says that the policy has changed. */
	shows(subject: Subject, now: number): { shownAt: number; restarted: boolean } {
		const open = this.#attempts.find((one) => same(one.subject, subject) && isOpen(one));
		if (!open) return { shownAt: now, restarted: false };
		const restarted = this.#isOutdated(open, now);
		return { shownAt: restarted ? now : open.began, restarted };
	}

	completions(): string[] {
		return this.#completions
			.map(({ lesson, policy, version }) => `${lesson}: ${policy} ${version}`)
			.sort();
	}

	answersGiven(): number {
		return this.#attempts.reduce((sum, { answers }) => sum + answers.length, 0);
	}

	lessonStates(now: number): Record<string, string> {
		const entries = this.#lessons.map((lesson) => {
			const cells = lesson.policies.map((policy) => this.#cell(lesson, policy, now));
			return [lesson.id, worst(cells)] as const;
		});
		return Object.fromEntries(entries);
	}

	policyStates(now: number): Record<string, string> {
		const entries = this.#policies().map(
			(policy) => [policy, this.#policyState(policy, now)] as const,
		);
		return Object.fromEntries(entries);
	}

	/** What Today says has changed: `loans 1→3`. */
	changes(now: number): string[] {
		return this.#policies().flatMap((policy) => {
			if (!['stale', 'overdue'].includes(this.#policyState(policy, now))) return [];
			const known = this.#lessons
				.filter(({ assigned, policies }) => assigned && policies.includes(policy))
				.flatMap((lesson) => this.#known(lesson.id, policy)?.version ?? []);
			// A person who finished it only in a lesson that she need not do was never asked to keep up.
			const anywhere = this.#lessons.flatMap(
				(lesson) => this.#known(lesson.id, policy)?.version ?? [],
			);
			const from = Math.min(...(known.length > 0 ? known : anywhere));
			const versions = this.#versions.get(policy) ?? [];
			const to = versions.findLast(({ at }) => at <= now)?.number ?? 0;
			const news = versions.some((one) => one.material && one.number > from && one.number <= to);
			return news ? `${policy} ${from}→${to}` : [];
		});
	}

	#policies(): string[] {
		return [...new Set(this.#lessons.flatMap(({ policies }) => policies))];
	}

	#policyOf(question: string): string {
		for (const { questions } of this.#lessons) {
			const policy = questions[question];
			if (policy !== undefined) return policy;
		}
		throw new Error(question);
	}

	#find({ subject, attemptId }: Page): Attempt | undefined {
		let named = this.#attempts.find((one) => one.id === attemptId);
		while (named?.replacedBy !== undefined) {
			const next = named.replacedBy;
			named = this.#attempts.find((one) => one.id === next);
		}
		return named ?? this.#attempts.find((one) => same(one.subject, subject) && isOpen(one));
	}

	/** Older than half an hour, and something that it is about has changed since. */
	#isOutdated(attempt: Attempt, now: number): boolean {
		const { subject, began } = attempt;
		if (!isOpen(attempt) || now - began <= 30 * minute) return false;
		const lesson = this.#lessons.find(({ id }) => id === subject.id);
		const about = subject.kind === 'update' ? [subject.id] : (lesson?.policies ?? []);
		return about.some((policy) => this.#changed(policy, began, now));
	}

	#changed(policy: string, from: number, to: number): boolean {
		const versions = this.#versions.get(policy) ?? [];
		return versions.some(({ material, at }) => material && at > from && at <= to);
	}

	#finish(attempt: Attempt, now: number): void {
		attempt.finished = now;
		const { kind, id } = attempt.subject;
		const pairs = this.#lessons.flatMap((lesson) =>
			lesson.policies
				.filter((policy) => (kind === 'lesson' ? lesson.id === id : policy === id))
				.filter((policy) => kind === 'lesson' || this.#known(lesson.id, policy) !== undefined)
				.map((policy) => ({ lesson: lesson.id, policy })),
		);
		for (const { lesson, policy } of pairs) {
			const versions = this.#versions.get(policy) ?? [];
			const version = versions.findLast(({ at }) => at <= attempt.began)?.number ?? 0;
			const row = this.#completions.find(
				(one) => one.lesson === lesson && one.policy === policy && one.version === version,
			);
			if (row) row.at = now;
			else this.#completions.push({ lesson, policy, version, at: now });
		}
	}

	#known(lesson: string, policy: string): { version: number; at: number } | undefined {
		const rows = this.#completions.filter((one) => one.lesson === lesson && one.policy === policy);
		if (rows.length === 0) return undefined;
		return {
			version: Math.max(...rows.map((row) => row.version)),
			at: Math.max(...rows.map((row) => row.at)),
		};
	}

	#policyState(policy: string, now: number): string {
		const teaching = this.#lessons.filter(({ policies }) => policies.includes(policy));
		return worst(teaching.map((lesson) => this.#cell(lesson, policy, now)));
	}

	#cell({ id, assigned }: PlainLesson, policy: string, now: number): string {
		if (!assigned) return 'not due';
		const today = plainDay(now);
		const known = this.#known(id, policy);
		if (!known) {
			if (today > daysLater(plainDay(this.#begins), 7)) return 'overdue';
			const begun = this.#attempts.some(
				(one) =>
					isOpen(one) &&
					one.subject.kind === 'lesson' &&
					one.subject.id === id &&
					now - one.began < 30 * day,
			);
			return begun ? 'in progress' : 'due';
		}
		const news = this.#versions
			.get(policy)
			?.find((one) => one.material && one.number > known.version && one.at <= now);
		if (news && today > daysLater(plainDay(news.at), 7)) return 'overdue';
		const months = this.#validMonths[policy];
		if (months !== undefined && today > monthsLater(plainDay(known.at), months)) return 'expired';
		return news ? 'stale' : 'current';
	}
}

function same(a: Subject, b: Subject): boolean {
	return a.kind === b.kind && a.id === b.id;
}

function isOpen({ finished, replacedBy }: Attempt): boolean {
	return finished === undefined && replacedBy === undefined;
}

/** A page that was opened less than half an hour ago holds the wording that it showed. */
function begun({ shownAt }: Page, now: number): number {
	return now - shownAt <= 30 * minute ? shownAt : now;
}

function worst(found: readonly string[]): string {
	return order.find((state) => found.includes(state)) ?? 'not due';
}

const wall = new Intl.DateTimeFormat('sv-SE', {
	...{ timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium' },
});

/** The clock on the wall, four hours back. */
export function plainDay(at: number): string {
	const shown = Date.parse(`${wall.format(at).replace(' ', 'T')}Z`);
	return new Date(shown - 4 * 60 * minute).toISOString().slice(0, 10);
}

function daysLater(date: string, days: number): string {
	return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
}

function monthsLater(date: string, months: number): string {
	const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
	const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
	const then = Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last));
	return new Date(then).toISOString().slice(0, 10);
}
