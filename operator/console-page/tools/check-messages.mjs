// Both languages say the same things, with the same places; the page and the server name what is there, and all of it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const read = (language) => JSON.parse(readFileSync(`messages/${language}.json`, 'utf8'));
const places = (text) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map((match) => match[1]).sort().join();
const en = read('en');
const zh = read('zh');
const complaints = [];
for (const id of new Set([...Object.keys(en), ...Object.keys(zh)])) {
  if (en[id] === undefined || zh[id] === undefined) complaints.push(`${id}: only in one language`);
  else if (places(en[id]) !== places(zh[id])) complaints.push(`${id}: other places in Chinese than in English`);
}
for (const language of [en, zh]) {
  const ids = Object.keys(language);
  if (ids.join() !== [...ids].sort().join()) complaints.push('ids are sorted, so that a diff is small');
}
const sources = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)],
  );
/** What a phase, a reason or another word of the operator is put behind. */
const GROUPS = /^(act\.done|installation|phase|problems|reason|stage|verdict)\./;
const named = ['src', '../cli/src/main/java'].flatMap(sources).map((file) => readFileSync(file, 'utf8')).join('\n');
for (const id of Object.keys(en)) {
  if (!GROUPS.test(id) && !named.includes(`'${id}'`) && !named.includes(`"${id}"`)) complaints.push(`${id}: said nowhere`);
}
for (const file of sources('src')) {
  for (const [, id] of readFileSync(file, 'utf8').matchAll(/\bt\('([^']+)'/g)) {
    if (en[id] === undefined) complaints.push(`${file}: no message ${id}`);
  }
}
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exit(1);
}
