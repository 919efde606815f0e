import { generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';

/** A QR code as the outline of its dark parts, in a square of `size` modules without the quiet edge. */
export function qrOutline(text: string): { readonly size: number; readonly d: string } {
	const code = generate(text);
	return { size: code.size, d: toSvgPath(code) };
}
