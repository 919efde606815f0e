/** Something wrong in a file that a person wrote: where it is, what it is and what to do. */
export type Problem = { readonly file: string; readonly line: number; readonly message: string };

/** Takes note of a problem in the file at hand. */
export type Report = (line: number, message: string) => void;

/** `content/lessons/returns/en.mdx:12: what is wrong. What to do.` */
export function formatProblem({ file, line, message }: Problem): string {
	return `${file}:${line}: ${message}`;
}
