import buildSite from '#test/browser/build-site.ts';
import { foundDemonstration } from './company.ts';
import { measureLessonPage } from './lesson-page.ts';
import { say } from './measurement.ts';

buildSite();
const company = await foundDemonstration();
for (const m of await measureLessonPage(company)) console.log(JSON.stringify(m));
say('done');
