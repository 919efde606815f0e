import Bowser from 'bowser';

const kinds: Readonly<Record<string, string>> = { mobile: 'phone', tablet: 'tablet' };

/** "Chrome on an Android phone", "Safari on an iPhone", "Firefox on Windows": from what a browser says it is. */
export function deviceInWords(agent: string | null): string {
	if (!agent) return 'A device that did not say what it is';
	const { browser, os, platform } = Bowser.parse(agent);
	const model = platform.model ?? '';
	const what = /^(iPhone|iPad)$/.test(model) ? `an ${model}` : osInWords(os.name, platform.type);
	const program = browser.name || 'A browser';
	return what === undefined ? program : `${program} on ${what}`;
}

function osInWords(name: string | undefined, type: string | undefined): string | undefined {
	const kind = kinds[type ?? ''];
	if (!name) return kind && `a ${kind}`;
	if (name === 'Android') return `an Android ${kind ?? 'device'}`;
	const plain = name === 'macOS' ? 'a Mac' : name;
	return kind && name !== 'iOS' ? `a ${plain} ${kind}` : plain;
}
