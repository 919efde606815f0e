import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

// Reads a badge from the camera's picture: by the browser itself, or, where it cannot, by a reader
// that comes from our own server. It looks for a minute and sees nothing afterwards.

type Detector = { detect(from: HTMLVideoElement): Promise<readonly { rawValue: string }[]> };

const longest = 60_000;
const formats = ['qr_code', 'code_128', 'code_39', 'ean_13', 'data_matrix'] as const;

/** What the badge says; undefined if none was seen, or there is no camera to see it with. */
export async function readBadge(form: HTMLElement): Promise<string | undefined> {
	const view = form.querySelector<HTMLElement>('[data-camera-view]');
	const video = view?.querySelector('video');
	const says = view?.querySelector('[data-camera-says]');
	if (!view || !video || !says) return undefined;
	view.hidden = false;
	says.textContent = 'One moment …';
	try {
		const [stream, detector] = await Promise.all([openCamera(form), createDetector()]);
		video.srcObject = stream;
		await video.play();
		says.textContent = 'Hold your badge in front of the camera.';
		const text = await look(detector, video);
		for (const track of stream.getTracks()) track.stop();
		view.hidden = true;
		return text;
	} catch {
		says.textContent = 'The camera cannot be used here. Type your number instead.';
		video.hidden = true;
		return undefined;
	}
}

/** The camera that looks at whoever stands before the tablet; a phone in somebody's hand looks away from her. */
function openCamera({ dataset }: HTMLElement): Promise<MediaStream> {
	const video = { facingMode: dataset['facing'] ?? 'user', width: { ideal: 1280 } };
	return navigator.mediaDevices.getUserMedia({ video, audio: false });
}

async function createDetector(): Promise<Detector> {
	const own = (await nativeFormats()) ?? [];
	const known = formats.filter((format) => own.includes(format));
	const Native: unknown = Reflect.get(globalThis, 'BarcodeDetector');
	if (known.includes('qr_code') && isDetectorClass(Native)) return new Native({ formats: known });
	const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill');
	prepareZXingModule({ overrides: { locateFile: () => wasm } });
	return new BarcodeDetector({ formats: [...formats] });
}

type DetectorClass = (new (options: { formats: readonly string[] }) => Detector) & {
	getSupportedFormats(): Promise<readonly string[]>;
};

function isDetectorClass(found: unknown): found is DetectorClass {
	return typeof found === 'function' && 'getSupportedFormats' in found;
}

async function nativeFormats(): Promise<readonly string[] | undefined> {
	const found: unknown = Reflect.get(globalThis, 'BarcodeDetector');
	return isDetectorClass(found) ? found.getSupportedFormats().catch(() => undefined) : undefined;
}

async function look(detector: Detector, video: HTMLVideoElement): Promise<string | undefined> {
	const until = Date.now() + longest;
	while (Date.now() < until) {
		const [seen] = await detector.detect(video);
		if (seen?.rawValue) return seen.rawValue;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return undefined;
}
