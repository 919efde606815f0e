import { posix } from 'node:path';
import type { Content, WrittenLesson } from './content.ts';
import { inBraces, namesInBraces, policyTextsOf, typedOf } from './policy-texts.ts';
import { textBlocksOf } from './text-blocks.ts';
import { factsOf, policyOf, type Typed, typedByHand } from './typed-by-hand.ts';

/** Nobody types a fact's value: it would stay when the fact changes. */
export function* checkTypedFacts(content: Content) {
	for (const written of content.written) {
		yield* inLesson(written, content);
		yield* inPictures(written, content);
	}
	yield* inPolicies(content);
}

function* inLesson({ lesson, tree }: WrittenLesson, content: Content) {
	const { file, title, language } = lesson;
	const facts = factsOf(policiesOf(lesson), content);
	for (const { typed, lineAt } of textBlocksOf(tree)) {
		for (const found of typedByHand(typed, facts, language)) {
			const message = messageOf(found, `Write <Fact of="${found.name}" />.`);
			yield { file, line: lineAt(found.at), message };
		}
	}
	for (const found of typedByHand(title, facts, language)) {
		const line = content.linesOf(file).lineOf(['title']);
		yield { file, line, message: messageOf(found, 'Leave it out of the title.') };
	}
}

function* inPictures({ lesson }: WrittenLesson, content: Content) {
	const facts = factsOf(policiesOf(lesson), content);
	for (const [file, source] of content.files) {
		if (posix.dirname(file) !== posix.dirname(lesson.file) || !file.endsWith('.svg')) continue;
		// Styles and tags are no text; what is left keeps its place.
		const text = source.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, (tag) =>
			tag.replace(/./g, ' '),
		);
		for (const found of typedByHand(text, facts, lesson.language)) {
			const line = text.slice(0, found.at).split('\n').length;
			yield { file, line, message: messageOf(found, 'Leave it out of the picture.') };
		}
	}
}

function* inPolicies(content: Content) {
	for (const policyText of policyTextsOf(content)) {
		const { file, policyId, language, path, source } = policyText;
		const used = namesInBraces(policyId, source).map(policyOf);
		const facts = factsOf([policyId, ...used], content);
		for (const found of typedByHand(typedOf(policyText), facts, language)) {
			const lines = content.linesOf(file);
			const line = lines.lineOfWords(path, found.text) ?? lines.lineOf(path);
			yield { file, line, message: messageOf(found, `Write ${inBraces(policyId, found.name)}.`) };
		}
	}
}

function messageOf({ text, name, place }: Typed, remedy: string): string {
	return `“${text.replace(/\s+/g, ' ')}” is the value of ${name}${place ? ` for ${place}` : ''}, typed by hand. ${remedy}`;
}

/** The policies that a lesson is about, or takes a word from. */
function policiesOf({ policies, questions, uses }: WrittenLesson['lesson']): string[] {
	return [
		...policies,
		...questions.map(({ policyId }) => policyId),
		...uses.map(({ of }) => policyOf(of)),
	];
}
