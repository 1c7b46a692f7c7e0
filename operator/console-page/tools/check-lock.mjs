// The lock file names versions and hashes, never where to load them from.
import { readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const wrong = Object.entries(lock.packages).filter(
  ([path, entry]) => path !== '' && (entry.resolved !== undefined || !entry.integrity),
);
if (wrong.length > 0) {
  console.error(
    `package-lock.json: each package has a hash and no address; see ${wrong.map(([path]) => path).join(', ')}`,
  );
  process.exit(1);
}
