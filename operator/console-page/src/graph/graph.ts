import type { Edge, Topology } from '../model/types';

/** Startup and runtime edges order starts and explain outages; optional ones only inform. */
export const isHard = (edge: Edge): boolean => edge.kinds.some((kind) => kind !== 'optional');

/** Neighbours in one direction, each list sorted. */
export type Arcs = ReadonlyMap<string, readonly string[]>;

function arcs(edges: readonly Edge[], from: (edge: Edge) => string, to: (edge: Edge) => string): Arcs {
  const found = new Map<string, string[]>();
  for (const edge of edges) {
    const others = found.get(from(edge)) ?? [];
    others.push(to(edge));
    found.set(from(edge), others);
  }
  found.forEach((others) => others.sort());
  return found;
}

export const needs = (edges: readonly Edge[]): Arcs => arcs(edges, (edge) => edge.from, (edge) => edge.to);
export const neededBy = (edges: readonly Edge[]): Arcs => arcs(edges, (edge) => edge.to, (edge) => edge.from);

/** All that can be reached; the start is not among them unless it is on a cycle. */
export function reachable(start: string, along: Arcs): Set<string> {
  const reached = new Set<string>();
  const open = [...(along.get(start) ?? [])];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (!reached.has(name)) {
      reached.add(name);
      open.push(...(along.get(name) ?? []));
    }
  }
  return reached;
}

/**
 * The edges that are left when each one that a longer path implies is taken away (Aho, Garey, Ullman 1972). Of an acyclic graph; on a
 * cycle nothing is taken away.
 */
export function reduced(edges: readonly Edge[]): Edge[] {
  const along = needs(edges);
  const below = new Map<string, Set<string>>();
  const belowOf = (name: string) => {
    const known = below.get(name) ?? reachable(name, along);
    below.set(name, known);
    return known;
  };
  return edges.filter((edge) => {
    if (belowOf(edge.from).has(edge.from)) return true;
    return !(along.get(edge.from) ?? []).some((other) => other !== edge.to && belowOf(other).has(edge.to));
  });
}

/** The part of a topology that some components make up. */
export function part(topology: Topology, names: ReadonlySet<string>): { names: string[]; edges: Edge[] } {
  return {
    names: topology.nodes.map((node) => node.name).filter((name) => names.has(name)),
    edges: topology.edges.filter((edge) => names.has(edge.from) && names.has(edge.to)),
  };
}
