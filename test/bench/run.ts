import buildSite from '#test/browser/build-site.ts';
import { measureAnswers } from './answer.ts';
import { measureAnswersByHttp } from './answer-http.ts';
import { measureColdLesson } from './cold-lesson.ts';
import { measureAudit } from './audit.ts';
import { type Company, foundDemonstration } from './company.ts';
import { measureForecast } from './forecast.ts';
import { measureDraw } from './draw.ts';
import { measureJourney } from './journey.ts';
import { measureLessonPage } from './lesson-page.ts';
import { type Measurement, say } from './measurement.ts';
import { measureMinute } from './minute.ts';
import { measurePublish } from './publish.ts';
import { measureRecall } from './recall.ts';
import { measureRoster } from './roster.ts';
import { measureScale } from './scale.ts';
import { measureScim } from './scim.ts';
import { measureSignIns } from './sign-in.ts';

// `npm run bench`: one JSON line per measurement on standard output, progress on standard error.
// `npm run bench -- answer publish` runs these alone.

const limit = 6 * 60_000;

const measurements = {
	'lesson-page': measureLessonPage,
	answer: measureAnswers,
	'answer-http': measureAnswersByHttp,
	'cold-lesson': measureColdLesson,
	forecast: measureForecast,
	journey: measureJourney,
	minute: measureMinute,
	publish: measurePublish,
	'sign-in': measureSignIns,
	recall: measureRecall,
	roster: measureRoster,
	scale: measureScale,
	draw: measureDraw,
	audit: measureAudit,
	scim: measureScim,
} satisfies Record<string, (company: Company) => Promise<Measurement[]>>;

/** Takes a minute or two by itself: only when it is named. */
const onlyNamed = new Set(['scim']);

setTimeout(() => {
	console.error(`The bench has not ended within ${limit / 60_000} minutes and stops.`);
	process.exit(1);
}, limit).unref();

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(measurements, name));
if (unknown.length > 0) {
	const known = Object.keys(measurements).join(', ');
	throw new Error(`There is no measurement ${unknown.join(', ')}. There are: ${known}.`);
}

say('building the site');
buildSite();
const company = await foundDemonstration();
for (const [name, measure] of Object.entries(measurements)) {
	if (wanted.length === 0 ? onlyNamed.has(name) : !wanted.includes(name)) continue;
	say(name);
	for (const line of await measure(company)) console.log(JSON.stringify(line));
}
say('done');
