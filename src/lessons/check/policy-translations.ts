import type { Content, KnownPolicy } from './content.ts';
import type { PolicyTranslation } from './policy-translation.ts';
import { inBraces, namesInBraces, textsOf } from './policy-texts.ts';
import { unknownChannel } from './unknown.ts';

type Found = { readonly line: number; readonly message: string };

/** A translated policy follows the version of its source and leaves none of its facts out. */
export function* checkPolicyTranslations(content: Content) {
	for (const translation of content.policyTranslations) {
		const { file, policyId } = translation;
		const source = content.policyById.get(policyId);
		if (source) {
			const found = [
				...frontProblems(translation, source, content),
				...missingFacts(translation, source, content),
			];
			for (const { line, message } of found) yield { file, line, message };
		} else if (!content.isPolicy(policyId)) {
			const message = `There is no policy ${policyId} to translate. Write ${policyId}.md beside this file first.`;
			yield { file, line: 1, message };
		}
	}
}

function frontProblems(
	translation: PolicyTranslation,
	source: KnownPolicy,
	content: Content,
): Found[] {
	const lines = content.linesOf(translation.file);
	const found: Found[] = [];
	if (translation.id !== translation.policyId) {
		const message = `The id is ${translation.id}, and the file is a translation of ${translation.policyId}. Write id: ${translation.policyId}.`;
		found.push({ line: lines.lineOf(['id']), message });
	}
	if (translation.version < source.version) {
		const message = `This translation follows version ${translation.version}, and ${source.file} is at ${source.version}. Translate what has changed, then write version: ${source.version}.`;
		found.push({ line: lines.lineOf(['version']), message });
	}
	for (const channel of Object.keys(translation.how)) {
		if (content.isChannel(channel)) continue;
		found.push({ line: lines.lineOf(['how', channel]), message: unknownChannel(channel) });
	}
	return found;
}

/** Where a text is not translated yet, its reader sees the source; where it is, with the same facts. */
function missingFacts(
	translation: PolicyTranslation,
	source: KnownPolicy,
	content: Content,
): Found[] {
	const { policyId, file } = translation;
	const here = textsOf(translation);
	return textsOf(source.body).flatMap(({ path, source: english }) => {
		const text = here.find((other) => other.path.join('.') === path.join('.'));
		if (!text || text.source === '') return [];
		const used = namesInBraces(policyId, text.source);
		return [...new Set(namesInBraces(policyId, english))]
			.filter((name) => !used.includes(name))
			.map((name) => ({
				line: content.linesOf(file).lineOf(path),
				message: `The source says ${inBraces(policyId, name)} here, and this translation does not. Put ${inBraces(policyId, name)} into the text.`,
			}));
	});
}
