import { useEffect, useRef, useState } from 'react';
import type { Edge, Topology } from '../model/types';
import { around, CARD_HEIGHT, CARD_WIDTH, path, type Drawing, type Order } from './drawing';

/** Drawings by topology and what is shown of it: whoever comes back finds everything where it was. */
const drawn = new Map<string, Drawing>();
const waiting = new Map<number, (drawing: Drawing) => void>();
let worker: Worker | undefined;
let orders = 0;

function layOut(names: string[], edges: Edge[]): Promise<Drawing> {
  if (!worker) {
    worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<{ id: number; drawing: Drawing }>) => {
      waiting.get(event.data.id)?.(event.data.drawing);
      waiting.delete(event.data.id);
    });
  }
  const order: Order = { id: ++orders, names, edges };
  return new Promise((resolve) => {
    waiting.set(order.id, resolve);
    worker?.postMessage(order);
  });
}

/** Victims and new components come one after the other: they are drawn together, when none has come for so long. */
const SETTLE_MS = 700;
const LONGEST_MS = 2500;

/** The drawing of some components; while it is made the one before, undefined where there is none. */
export function useDrawing(topology: Topology, names: string[], edges: Edge[]): Drawing | undefined {
  const key = `${topology.key}|${names.join()}`;
  const [, setMade] = useState('');
  const before = useRef<Drawing | undefined>(undefined);
  const waits = useRef(0);
  const known = drawn.get(key);
  useEffect(() => {
    if (known) {
      before.current = known;
      waits.current = 0;
      return;
    }
    waits.current ||= Date.now();
    const patience = before.current ? Math.min(SETTLE_MS, waits.current + LONGEST_MS - Date.now()) : 0;
    let wanted = true;
    const timer = setTimeout(async () => {
      drawn.set(key, await layOut(names, edges));
      if (wanted) setMade(key);
    }, Math.max(0, patience));
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
    // The key stands for names and edges.
    // eslint-disable-next-line
  }, [key, known]);
  return known ?? before.current;
}

const LANE_GAP = 26;
const COLUMN_GAP = 44;
const ROW = CARD_HEIGHT + 10;
/** Left of the cards: the names of the lanes. */
export const LANE_TITLE = 150;

export interface Lanes {
  drawing: Drawing;
  titles: { product: string; y: number; height: number }[];
  waves: { wave: number; x: number }[];
  width: number;
}

/** Products one below the other, start waves as columns. */
export function lanes(topology: Topology): Lanes {
  const products = [...new Set(topology.nodes.map((node) => node.product))].sort();
  const waves = [...new Set(topology.nodes.map((node) => node.wave))].sort((a, b) => a - b);
  const x = (wave: number) => LANE_TITLE + waves.indexOf(wave) * (CARD_WIDTH + COLUMN_GAP);
  const places: Drawing['places'] = {};
  const titles: Lanes['titles'] = [];
  let y = 40;
  for (const product of products) {
    const own = topology.nodes.filter((node) => node.product === product);
    const filled = new Map<number, number>();
    for (const node of own) {
      const row = filled.get(node.wave) ?? 0;
      filled.set(node.wave, row + 1);
      places[node.name] = { x: x(node.wave), y: y + row * ROW };
    }
    const height = Math.max(...filled.values()) * ROW;
    titles.push({ product, y, height });
    y += height + LANE_GAP;
  }
  const lines = topology.edges.map((edge) => ({
    key: `${edge.from}>${edge.to}`,
    from: edge.from,
    to: edge.to,
    kinds: edge.kinds,
    d: straight(places, edge),
  }));
  return {
    drawing: { box: { ...around(places), x: 0, y: 0, width: LANE_TITLE + waves.length * (CARD_WIDTH + COLUMN_GAP), height: y }, places, lines },
    titles,
    waves: waves.map((wave) => ({ wave, x: x(wave) })),
    width: LANE_TITLE + waves.length * (CARD_WIDTH + COLUMN_GAP),
  };
}

/** From one card to the other, with no regard to what is between. */
export function straight(places: Drawing['places'], edge: { from: string; to: string }): string {
  const left = places[edge.to];
  const right = places[edge.from];
  if (!left || !right) return '';
  const centre = (place: { x: number; y: number }) => ({
    x: place.x + CARD_WIDTH / 2,
    y: place.y + CARD_HEIGHT / 2,
    width: CARD_WIDTH,
  });
  return path([centre(left), centre(right)]);
}
