// The rules of attempts, completions and states once more, as plainly and slowly as they can be said,
// from PRODUCT.md and the issue and not from the code: what the product is held against.

export type Subject = { readonly kind: 'lesson' | 'update' | 'practice'; readonly id: string };
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
	/** Question to policy. */
	readonly questions: Readonly<Record<string, string>>;
};

/** Where somebody works. */
export type Place = {
	readonly team: string;
	readonly channels: readonly string[];
	readonly vendor: string | null;
	readonly zone: string;
};

export type PlainAssignment = {
	/** Lessons; `all of x` stands for those of the assignment x. */
	readonly lessons: readonly string[];
	readonly means: (place: Place) => boolean;
	/** So many days the first time, and where it says so after a change; or a day for everybody. */
	readonly due: { readonly days: number; readonly changesToo: boolean } | { readonly by: string };
};

type Given = PlainAssignment & { begins: number; ended: boolean };
type Exemption = { policy: string; from: number; until: number };

const minute = 60_000;
const day = 24 * 60 * minute;
const order = ['overdue', 'expired', 'stale', 'due', 'in progress', 'current', 'not due'];

export class PlainModel {
	readonly #lessons: readonly PlainLesson[];
	readonly #validMonths: Readonly<Record<string, number>>;
	#startedAt: number;
	readonly #assignments = new Map<string, Given>();
	#exemptions: Exemption[] = [];
	#place: Place;
	#placedAt: number;
	/** Where she was since she started, and until when. */
	#earlier: { place: Place; until: number }[] = [];
	/** The organisation's days after a change. */
	daysAfterChange = 7;
	readonly #versions = new Map<string, Version[]>();
	readonly #attempts: Attempt[] = [];
	readonly #completions: Completion[] = [];

	constructor(
		lessons: readonly PlainLesson[],
		{
			begins,
			validMonths,
			startedAt,
			place,
		}: {
			begins: number;
			validMonths: Readonly<Record<string, number>>;
			startedAt: number;
			place: Place;
		},
	) {
		this.#lessons = lessons;
		this.#validMonths = validMonths;
		this.#startedAt = startedAt;
		this.#place = place;
		this.#placedAt = startedAt;
		for (const policy of this.#policies()) this.publish(policy, true, begins);
	}

	publish(policy: string, material: boolean, at: number): void {
		const versions = this.#versions.get(policy) ?? [];
		this.#versions.set(policy, [...versions, { number: versions.length + 1, material, at }]);
	}

	/** Two moves at one moment are one. Whoever is away is nowhere until she comes back. */
	move(place: Place, at: number, isHere: boolean): void {
		if (isHere && at > this.#placedAt) {
			this.#earlier.unshift({ place: this.#place, until: at });
			this.#placedAt = at;
		}
		this.#place = place;
	}

	/** She begins anew, with what she knows. */
	comeBack(at: number): void {
		this.#startedAt = at;
		this.#placedAt = at;
		this.#earlier = [];
	}

	/** Given for the first time, or changed: then it counts from where it did, unless it is to begin anew. */
	assign(id: string, assignment: PlainAssignment, at: number, anew: boolean): void {
		const known = this.#assignments.get(id);
		const begins = known && !anew ? known.begins : at;
		this.#assignments.set(id, { ...assignment, begins, ended: false });
	}

	hasEnded(id: string): boolean | undefined {
		return this.#assignments.get(id)?.ended;
	}

	/** False if another one that is given takes it in. */
	end(id: string): boolean {
		const known = this.#assignments.get(id);
		const given = [...this.#assignments.values()].filter(({ ended }) => !ended);
		if (given.some(({ lessons }) => lessons.includes(`all of ${id}`))) return false;
		if (known) known.ended = true;
		return true;
	}

	takeBack(id: string): void {
		const known = this.#assignments.get(id);
		if (known) known.ended = false;
	}

	exempt(policy: string, from: number, until: number): void {
		this.#exemptions.push({ policy, from, until });
	}

	endExemption(policy: string, at: number): void {
		for (const one of this.#exemptions) if (one.policy === policy && one.until > at) one.until = at;
	}

	isExempt(policy: string, now: number): boolean {
		return this.#exemptions.some(
			(one) => one.policy === policy && one.from <= now && now < one.until,
		);
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
			const cells = lesson.policies
				.filter((policy) => !this.isExempt(policy, now))
				.map((policy) => this.#cell(lesson, policy, now));
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
			if (this.isExempt(policy, now)) return [];
			if (!['stale', 'overdue'].includes(this.#policyState(policy, now))) return [];
			const known = this.#lessons
				.filter(({ id, policies }) => this.#givers(id, now).length > 0 && policies.includes(policy))
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

	/** The assignments that ask her for a lesson now. */
	#givers(lesson: string, now: number): Given[] {
		return [...this.#assignments.values()].filter(
			(one) =>
				!one.ended &&
				one.begins <= now &&
				one.means(this.#place) &&
				this.#spelledOut(one.lessons).includes(lesson),
		);
	}

	#spelledOut(list: readonly string[]): string[] {
		return list.flatMap((entry) => {
			const [, other] = /^all of (.*)$/.exec(entry) ?? [];
			return other ? this.#spelledOut(this.#assignments.get(other)?.lessons ?? []) : entry;
		});
	}

	/** Since when it has meant her: she was asked by it wherever she was since then. */
	#meantSince({ means }: Given): number {
		for (const { place, until } of this.#earlier) if (!means(place)) return until;
		return this.#startedAt;
	}

	#lastDay(given: Given): string {
		const { begins, due } = given;
		const first = plainDay(Math.max(begins, this.#meantSince(given)), this.#place.zone);
		if (!('by' in due)) return daysLater(first, due.days);
		return due.by >= first ? due.by : daysLater(first, 7);
	}

	#cell({ id }: PlainLesson, policy: string, now: number): string {
		const givers = this.#givers(id, now);
		if (givers.length === 0) return 'not due';
		const { zone } = this.#place;
		const today = plainDay(now, zone);
		const known = this.#known(id, policy);
		if (!known) {
			if (givers.some((one) => today > this.#lastDay(one))) return 'overdue';
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
		const tooLate = (given: Given) => {
			const { due } = given;
			const own = !('by' in due) && due.changesToo ? due.days : this.daysAfterChange;
			const from = Math.max(news?.at ?? 0, this.#meantSince(given));
			return news !== undefined && today > daysLater(plainDay(from, zone), own);
		};
		if (givers.some(tooLate)) return 'overdue';
		const months = this.#validMonths[policy];
		if (months !== undefined && today > monthsLater(plainDay(known.at, zone), months))
			return 'expired';
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

const walls = new Map<string, Intl.DateTimeFormat>();

function wallIn(timeZone: string): Intl.DateTimeFormat {
	const style = { timeZone, dateStyle: 'short', timeStyle: 'medium' } as const;
	const wall = walls.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', style);
	walls.set(timeZone, wall);
	return wall;
}

/** The clock on the wall, four hours back. */
export function plainDay(at: number, timeZone = 'Europe/Berlin'): string {
	const shown = Date.parse(`${wallIn(timeZone).format(at).replace(' ', 'T')}Z`);
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
