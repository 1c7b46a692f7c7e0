import { useSyncExternalStore } from 'react';
import type { Cause, Head, Link, Patch, State, Topology } from './types';

/**
 * What is known, kept outside the components and outside the graph library: a change of one component's state draws that component
 * anew and nothing else.
 */
class Store {
  head: Head | undefined;
  topology: Topology | undefined;
  causes: readonly Cause[] = [];
  link: Link = { live: false };
  private states = new Map<string, State>();
  private readonly listeners = new Map<string, Set<() => void>>();

  /** Everything anew: the first message, or the first after a silence. */
  replace(patch: Patch): void {
    const before = this.states;
    this.states = new Map(Object.entries(patch.states));
    this.take(patch);
    for (const name of new Set([...before.keys(), ...this.states.keys()])) this.tell(`state:${name}`);
    this.tell('states');
  }

  /** What is new. */
  apply(patch: Patch): void {
    for (const name of patch.gone) this.states.delete(name);
    const changed = Object.entries(patch.states);
    for (const [name, state] of changed) this.states.set(name, state);
    this.take(patch);
    for (const [name] of changed) this.tell(`state:${name}`);
    for (const name of patch.gone) this.tell(`state:${name}`);
    if (changed.length + patch.gone.length > 0) {
      this.version++;
      this.tell('states');
    }
  }

  /** One more with every change of any state. */
  version = 0;

  state(name: string): State | undefined {
    return this.states.get(name);
  }

  setLink(link: Link): void {
    this.link = link;
    this.tell('link');
  }

  subscribe(topic: string, listener: () => void): () => void {
    const set = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, set.add(listener));
    return () => set.delete(listener);
  }

  private take(patch: Patch): void {
    this.version++;
    if (patch.head) {
      this.head = patch.head;
      this.tell('head');
    }
    if (patch.topology && patch.topology.key !== this.topology?.key) {
      this.topology = patch.topology;
      this.tell('topology');
    }
    if (patch.causes) {
      this.causes = patch.causes;
      this.tell('causes');
    }
    if (patch.link) {
      this.link = patch.link;
      this.tell('link');
    }
  }

  private tell(topic: string): void {
    this.listeners.get(topic)?.forEach((listener) => listener());
  }
}

export const store = new Store();

const useTopic = <T>(topic: string, read: () => T): T =>
  useSyncExternalStore((listener) => store.subscribe(topic, listener), read);

export const useHead = (): Head | undefined => useTopic('head', () => store.head);
export const useTopology = (): Topology | undefined => useTopic('topology', () => store.topology);
export const useCauses = (): readonly Cause[] => useTopic('causes', () => store.causes);
export const useLink = (): Link => useTopic('link', () => store.link);
export const useStateOf = (name: string): State | undefined => useTopic(`state:${name}`, () => store.state(name));
/** Changes with every change of any state: for what counts or sorts all of them. */
export const useVersion = (): number => useTopic('states', () => store.version);

/** Whether a component is on the critical path. */
export const useIsCritical = (name: string): boolean => useTopic('head', () => store.head?.path.includes(name) ?? false);
/** The critical path, names with a blank between: the same path is the same value. */
export const usePathKey = (): string => useTopic('head', () => store.head?.path.join(' ') ?? '');
/** The causes of a component, itself if it is one, names with a blank between: the same causes are the same value. */
export const useCausesOf = (name: string): string => useTopic('causes', () => causesOf(name));

const causesOf = (name: string): string =>
  store.causes.filter((cause) => cause.name === name || cause.victims.includes(name)).map((cause) => cause.name).join(' ');

/** What a component has to do with what is wrong. */
export type Role = 'cause' | 'moving' | 'victim' | '';
export const useRole = (name: string): Role => useTopic('causes', () => roleOf(name));

export function roleOf(name: string): Role {
  const cause = store.causes.find((one) => one.name === name);
  if (cause) return cause.outage ? 'cause' : 'moving';
  return store.causes.some((one) => one.outage && one.victims.includes(name)) ? 'victim' : '';
}
