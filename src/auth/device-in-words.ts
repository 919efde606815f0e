import Bowser from 'bowser';

/** "Chrome on Android", from what a browser says it is. */
export function deviceInWords(agent: string | null | undefined): string {
	if (!agent) return 'A browser that does not say which';
	const { browser, os } = Bowser.parse(agent);
	const program = browser.name ?? 'A browser';
	return os.name ? `${program} on ${os.name}` : program;
}
