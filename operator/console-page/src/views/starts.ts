import { neededBy } from '../graph/graph';
import type { Head, State, Topology } from '../model/types';

/** One component of a start; times in milliseconds since the epoch. */
export interface Bar {
  name: string;
  wave: number;
  startedAt: number | undefined;
  readyAt: number | undefined;
  /** How much later it could have been Ready without keeping anybody waiting; undefined while that is open. */
  slack: number | undefined;
}

export interface Start {
  begin: number;
  end: number;
  bars: Bar[];
  /** Components that were running before. */
  earlier: number;
}

const time = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));

/** The last start, in start order; undefined where nothing was started yet. */
export function lastStart(
  topology: Topology,
  state: (name: string) => State | undefined,
  head: Head,
  now: number,
): Start | undefined {
  const all = topology.nodes.map((node) => {
    const its = state(node.name);
    return { name: node.name, wave: node.wave, startedAt: time(its?.startedAt), readyAt: time(its?.readyAt), slack: undefined };
  });
  const begun = all.flatMap((bar) => (bar.startedAt === undefined ? [] : [bar.startedAt]));
  if (begun.length === 0) return undefined;
  const since = time(head.startedAt) ?? Math.min(...begun);
  const own = all.filter((bar) => bar.startedAt === undefined || bar.startedAt >= since - 1000);
  const anew = own.some((bar) => bar.startedAt !== undefined);
  const bars = anew ? own : all;
  const begin = anew ? since : Math.min(...begun);
  const done = bars.every((bar) => bar.startedAt === undefined || bar.readyAt !== undefined);
  const end = Math.max(begin + 1000, ...bars.flatMap((bar) => bar.readyAt ?? []), done ? 0 : now);
  return {
    begin,
    end,
    bars: withSlack(topology, bars, end, done).sort((a, b) => a.wave - b.wave || (a.name < b.name ? -1 : 1)),
    earlier: all.length - bars.length,
  };
}

function withSlack(topology: Topology, bars: Bar[], end: number, done: boolean): Bar[] {
  const startedAt = new Map(bars.map((bar) => [bar.name, bar.startedAt]));
  const users = neededBy(topology.edges.filter((edge) => edge.kinds.includes('startup')));
  return bars.map((bar) => {
    const waited = (users.get(bar.name) ?? []).flatMap((name) => startedAt.get(name) ?? []);
    const until = waited.length > 0 ? Math.min(...waited) : done ? end : undefined;
    const slack = bar.readyAt === undefined || until === undefined ? undefined : Math.max(0, until - bar.readyAt);
    return { ...bar, slack };
  });
}
