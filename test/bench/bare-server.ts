import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

// The yardstick: the least that node can do to send these bytes. Started by servers.ts.

/** An answer as it was recorded, for whoever sends this cookie. */
export type Page = {
	readonly cookie: string;
	readonly headers: Record<string, string>;
	/** In base64. */
	readonly body: string;
};

const [, , file = '', port = ''] = process.argv;
const recorded: readonly Page[] = JSON.parse(readFileSync(file, 'utf8'));
const pages = recorded.map(({ cookie, headers, body }) => {
	const bytes = Buffer.from(body, 'base64');
	return { cookie, headers: { ...headers, 'content-length': bytes.length }, bytes };
});
const [first] = pages;
const byCookie = new Map(pages.map((page) => [page.cookie, page]));

createServer((request, response) => {
	const page = byCookie.get(request.headers.cookie ?? '') ?? first;
	response.writeHead(200, page?.headers).end(page?.bytes);
}).listen(Number(port), '127.0.0.1');
