// Prints the licence texts of all that is bundled into the page; fails where one has none.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const bundled = Object.entries(lock.packages)
  .filter(([path, entry]) => path !== '' && !entry.dev && !entry.optional && !path.includes('/@types/'))
  .map(([path]) => path)
  .sort();
const parts = bundled.map((path) => {
  const about = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const file = readdirSync(path).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${path} has no licence text`);
  const text = readFileSync(join(path, file), 'utf8').trim();
  return `${about.name} ${about.version} (${about.license})\n\n${text}\n`;
});
console.log(
  ['The console page contains this software of others.\n', ...parts].join(`\n${'-'.repeat(78)}\n\n`),
);
