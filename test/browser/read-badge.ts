import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasm = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** What a reader reads from somebody's printed badge. */
export async function readBadge(page: Page, name: string): Promise<string> {
	const picture = await page.locator('.badge', { hasText: name }).screenshot();
	const [code] = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] });
	if (!code) throw new Error(`No reader reads the badge of ${name}.`);
	return code.text;
}
