import type { Edge } from '../model/types';

export const CARD_WIDTH = 176;
export const CARD_HEIGHT = 52;

/** What is to be laid out. */
export interface Order {
  id: number;
  names: string[];
  edges: Edge[];
}

/** Where a card stands (left upper corner), and the path of each line. */
export interface Drawing {
  places: Record<string, { x: number; y: number }>;
  lines: { key: string; from: string; to: string; kinds: string[]; d: string }[];
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
