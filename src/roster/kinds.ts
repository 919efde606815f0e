import type { EmployeeChange } from '#people/change-employee.ts';
import type { NewEmployee } from '#people/enrol.ts';
import type { NewSite, NewTeam, NewVendor } from '#people/organise.ts';
import type { Day } from '#lib/service-day.ts';

// What the parts of an import hand each other.

export const rosterFields = [
	...(['number', 'name', 'firstName', 'lastName', 'job', 'team', 'site', 'shift'] as const),
	...(['vendor', 'channels', 'language', 'email', 'start', 'end', 'manager', 'roles'] as const),
] as const;
export type RosterField = (typeof rosterFields)[number];

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Delimiter = ',' | ';' | '\t';

/** How a file is written. */
export type ReadFile = {
	readonly encoding: Encoding;
	readonly delimiter: Delimiter;
	readonly bytes: number;
	readonly headings: readonly string[];
	/** The first rows, to show what stands in which column. */
	readonly sample: readonly (readonly string[])[];
	/** Whether slashes in it need somebody to say what comes first, the day or the month. */
	readonly slashDates: boolean;
};

/** Which column, counted from 0, says what. */
export type Columns = { readonly [K in RosterField]?: number };

/** For whom a file is complete: only they can be leavers. */
export type CompleteFor = 'nobody' | 'everybody' | `site:${string}` | `vendor:${string}`;
export type DateOrder = 'day first' | 'month first';

export type Choices = {
	readonly columns: Columns;
	/** How 03/04/2026 is read; null: such dates are problems. */
	readonly dateOrder: DateOrder | null;
	/** For new people whose team has none; null: such rows are problems. */
	readonly channel: string | null;
	/** For new people of whom the file says none. */
	readonly job: string;
	readonly completeFor: CompleteFor;
	readonly onProblems: 'leave out' | 'stop';
};

/** A row as it is understood: what it does not say is not there. */
export type RosterLine = {
	readonly row: number;
	readonly number: string;
	readonly name?: string | undefined;
	readonly job?: string | undefined;
	readonly team?: string | undefined;
	readonly site?: string | undefined;
	readonly shift?: string | undefined;
	readonly vendor?: string | undefined;
	readonly channels?: readonly string[] | undefined;
	readonly language?: string | undefined;
	readonly email?: string | undefined;
	readonly start?: Day | undefined;
	readonly end?: Day | undefined;
	/** The manager's number. */
	readonly manager?: string | undefined;
	/** What a file may say of roles: whether she is a manager. */
	readonly isManager?: boolean | undefined;
};

export type RosterProblem = {
	/** As a spreadsheet counts them, the headings in row 1; null where it is no row's. */
	readonly row: number | null;
	readonly column: string;
	readonly value: string;
	readonly problem: string;
	readonly remedy: string;
	/** Whether the row is left out for it. */
	readonly leftOut: boolean;
};

export type Counts = {
	readonly rows: number;
	readonly new: number;
	readonly changed: number;
	readonly returning: number;
	readonly leaving: number;
	readonly unchanged: number;
	/** Rows left out because something is wrong with them. */
	readonly leftOut: number;
	readonly problems: number;
	/** Of people whose last day is past, and who are not here. */
	readonly gone: number;
	/** Of people whose last day is still to come. */
	readonly endsLater: number;
	/** Everybody who works here when the preview is made. */
	readonly company: number;
};

/** A place that the import would add, and why it stands where it stands. */
export type NewPlaces = {
	readonly sites: readonly NewSite[];
	readonly vendors: readonly NewVendor[];
	/** Those above come first. */
	readonly teams: readonly NewTeam[];
};

/** What a field was and becomes, in words. */
export type FieldChange = {
	readonly field: string;
	readonly was: string;
	readonly becomes: string;
};

/** Somebody to enrol; who has no start date starts when the import is applied. */
export type ToEnrol = Omit<NewEmployee, 'startedAt'> & { readonly startedAt: number | null };

export type StagedBody =
	| { readonly enrol: ToEnrol; readonly says: readonly FieldChange[] }
	| {
			readonly employeeId: string;
			readonly change: EmployeeChange;
			readonly says: readonly FieldChange[];
	  }
	| { readonly employeeId: string; readonly why: string };

export type StagedLine = {
	readonly kind: 'new' | 'changed' | 'returning' | 'leaving';
	readonly row: number | null;
	readonly number: string;
	readonly name: string;
	readonly body: StagedBody;
};
