import type { Edge } from '../model/types';

export const CARD_WIDTH = 176;
export const CARD_HEIGHT = 52;

/** What is to be laid out. */
export interface Order {
  id: number;
  names: string[];
  edges: Edge[];
}

/** Where a card stands (left upper corner), the path of each line, and the box around all of it. */
export interface Drawing {
  box: { x: number; y: number; width: number; height: number };
  places: Record<string, { x: number; y: number }>;
  lines: { key: string; from: string; to: string; kinds: string[]; d: string }[];
}

/** Around cards and lines. */
export function around(places: Drawing['places'], points: { x: number; y: number }[] = []): Drawing['box'] {
  const cards = Object.values(places);
  const xs = [...cards.flatMap(({ x }) => [x, x + CARD_WIDTH]), ...points.map((point) => point.x)];
  const ys = [...cards.flatMap(({ y }) => [y, y + CARD_HEIGHT]), ...points.map((point) => point.y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** A level line through a place, then a curve to the next: within the gap between two columns only. */
export function path(points: { x: number; y: number; width: number }[]): string {
  return points
    .map((point, index) => {
      const left = point.x - point.width / 2;
      const right = point.x + point.width / 2;
      const previous = points[index - 1];
      if (!previous) return `M${right},${point.y}`;
      const start = previous.x + previous.width / 2;
      const middle = (start + left) / 2;
      const curve = `C${middle},${previous.y} ${middle},${point.y} ${left},${point.y}`;
      return index === points.length - 1 ? curve : `${curve}L${right},${point.y}`;
    })
    .join('');
}
