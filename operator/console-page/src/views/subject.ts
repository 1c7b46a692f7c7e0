import { useAddress, type ViewName } from '../model/address';
import { useCauses, useHead } from '../model/store';
import type { Cause } from '../model/types';

/** The component whose graph is shown. */
export interface Subject {
  /** Empty where nothing was ever wrong or on its way. */
  name: string;
  /** Whether it is, or was until it healed, what is wrong; else it only was on its way. */
  outage: boolean;
  /** All that came down to it since it is looked at; they are drawn with it. */
  victims: ReadonlySet<string>;
  /** Nothing is wrong or on its way any more; what was drawn last stays, so that one sees it turn green. */
  calm: boolean;
}

const NOBODY: Subject = { name: '', outage: false, victims: new Set(), calm: true };

/** Who is shown next. It changes as seldom as can be: only when something is wrong that is not drawn, or when all that is drawn is well. */
export function following(before: Subject, causes: readonly Cause[], chosen: string): Subject {
  const first = causes.find((one) => one.outage) ?? causes[0];
  if (!first) return chosen && chosen !== before.name ? { ...NOBODY, name: chosen } : { ...before, calm: true };
  const was = before.calm ? NOBODY : before;
  const of = (name: string) => causes.find((one) => one.name === name);
  const name = of(chosen) ? chosen : keeps(was, causes) ? was.name : first.name;
  const same = was.name === name;
  return {
    name,
    outage: (same && was.outage) || of(name)?.outage === true,
    victims: both(same ? was.victims : NOBODY.victims, of(name)?.victims ?? []),
    calm: false,
  };
}

/** The set itself if it has everyone already, else one with those who are new. */
const both = (known: ReadonlySet<string>, more: readonly string[]) =>
  more.every((name) => known.has(name)) ? known : new Set([...known, ...more]);

function keeps(was: Subject, causes: readonly Cause[]): boolean {
  const drawn = (one: Cause) => one.name === was.name || was.victims.has(one.name);
  const still = causes.some((one) => one.outage && one.name === was.name);
  return still || (causes.some(drawn) && causes.every((one) => !one.outage || (was.outage && drawn(one))));
}

let last = NOBODY;

export function useSubject(): Subject {
  const causes = useCauses();
  const { cause } = useAddress();
  last = following(last, causes, cause);
  return last;
}

/** The cause that is shown; empty where there is none. */
export const shownCause = (): string => last.name;

let alarmed = false;

/** The chosen view; where nobody has chosen, all of it in quiet times, and what is wrong from the moment that something is. */
export function useView(): ViewName {
  const { view } = useAddress();
  const head = useHead();
  if (head && head.phase !== 'Ready') alarmed = true;
  return view || (alarmed ? 'focus' : 'everything');
}
