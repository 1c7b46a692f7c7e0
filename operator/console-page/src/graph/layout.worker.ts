import dagre from '@dagrejs/dagre';
import { isHard, reduced } from './graph';
import { around, CARD_HEIGHT, CARD_WIDTH, path, type Drawing, type Order } from './drawing';

/** Lays out beside the page's own thread; what is needed stands on the left. Same order, same drawing. */
self.addEventListener('message', (event: MessageEvent<Order>) => {
  self.postMessage({ id: event.data.id, drawing: draw(event.data) });
});

function draw(order: Order): Drawing {
  const edges = reduced(order.edges.filter(isHard));
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', ranker: 'network-simplex', nodesep: 14, ranksep: 44, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of order.names) graph.setNode(name, { width: CARD_WIDTH, height: CARD_HEIGHT });
  for (const edge of edges) graph.setEdge(edge.to, edge.from);
  dagre.layout(graph);
  const places: Drawing['places'] = {};
  const columns = new Set<number>();
  for (const name of order.names) {
    const node = graph.node(name) as { x: number; y: number };
    columns.add(Math.round(node.x));
    places[name] = { x: Math.round(node.x - CARD_WIDTH / 2), y: Math.round(node.y - CARD_HEIGHT / 2) };
  }
  const all: { x: number; y: number }[] = [];
  const lines = edges.map((edge) => {
    const from = graph.node(edge.to) as { x: number; y: number };
    const to = graph.node(edge.from) as { x: number; y: number };
    const bends = (graph.edge(edge.to, edge.from) as { points: { x: number; y: number }[] }).points
      .slice(1, -1)
      // A bend in a column becomes a level line across it, or it would cut through a card; one in a gap is not needed.
      .filter((point) => columns.has(Math.round(point.x)) && point.x > from.x + 1 && point.x < to.x - 1);
    const points = [from, ...bends, to].map((point) => ({
      x: Math.round(point.x),
      y: Math.round(point.y),
      width: CARD_WIDTH,
    }));
    all.push(...points);
    return { key: `${edge.from}>${edge.to}`, from: edge.from, to: edge.to, kinds: edge.kinds, d: path(points) };
  });
  return { box: around(places, all), places, lines };
}
