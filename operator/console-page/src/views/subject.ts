import { useRef } from 'react';
import { useAddress, type ViewName } from '../model/address';
import { useCauses, useHead } from '../model/store';

/** The component whose graph was shown last, and all that suffered from it until everything was well again. */
let last: { name: string; victims: ReadonlySet<string> } = { name: '', victims: new Set() };

/**
 * The component whose graph is shown: the chosen cause, else the first; once it is healed it stays, so that one sees it turn green, and
 * its victims get well in the same drawing. Only a cause that is not drawn there takes its place. Empty where nothing was ever wrong.
 */
export function useSubject(): string {
  const causes = useCauses();
  const { cause } = useAddress();
  const before = useRef(last);
  const names = causes.map((one) => one.name);
  const healing = before.current.victims.size > 0 && names.every((name) => before.current.victims.has(name));
  const name =
    cause && (names.includes(cause) || names.length === 0)
      ? cause
      : names.includes(before.current.name) || healing ? before.current.name : (names[0] ?? before.current.name);
  const suffering = causes.find((one) => one.name === name && one.outage)?.victims ?? [];
  const known = names.length > 0 && before.current.name === name ? before.current.victims : [];
  last = { name, victims: new Set([...known, ...suffering]) };
  before.current = last;
  return name;
}

let alarmed = false;

/** The chosen view; where nobody has chosen, all of it in quiet times, and what is wrong from the moment that something is. */
export function useView(): ViewName {
  const { view } = useAddress();
  const head = useHead();
  if (head && head.phase !== 'Ready') alarmed = true;
  return view || (alarmed ? 'focus' : 'everything');
}
