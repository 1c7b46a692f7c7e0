import { useRef } from 'react';
import { useAddress, type ViewName } from '../model/address';
import { useCauses, useHead } from '../model/store';

/**
 * The component whose graph is shown: the chosen cause, else the first; once the last is healed it stays, so that one sees it turn
 * green. Empty where nothing was ever wrong.
 */
let last = '';

export function useSubject(): string {
  const causes = useCauses();
  const { cause } = useAddress();
  const before = useRef(last);
  const names = causes.map((one) => one.name);
  const subject =
    cause && (names.includes(cause) || names.length === 0)
      ? cause
      : names.includes(before.current) ? before.current : (names[0] ?? before.current);
  before.current = subject;
  last = subject;
  return subject;
}

let alarmed = false;

/** The chosen view; where nobody has chosen, all of it in quiet times, and what is wrong from the moment that something is. */
export function useView(): ViewName {
  const { view } = useAddress();
  const head = useHead();
  if (head && head.phase !== 'Ready') alarmed = true;
  return view || (alarmed ? 'focus' : 'everything');
}
