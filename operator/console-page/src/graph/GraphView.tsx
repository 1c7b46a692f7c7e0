import '@xyflow/react/dist/base.css';
import { getViewportForBounds, ReactFlow, useReactFlow, ReactFlowProvider, type Node } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useAddress } from '../model/address';
import { t } from '../model/messages';
import { usePathKey } from '../model/store';
import { Card } from './Card';
import { CARD_HEIGHT, CARD_WIDTH, type Drawing } from './drawing';
import { light, pointedAt, ways, type Ways } from './light';
import { Lines } from './Lines';

const TYPES = { card: Card };
const MIN_ZOOM = 0.05;
const PADDING = 0.06;
/** Below this zoom no name can be read; at that one all can. */
const LEGIBLE = 0.35;
const READABLE = 0.75;
/** In pixels, between a card and the edge of what is seen. */
const MARGIN = 12;

/** The library's own words are about selecting and deleting, which is not done here. */
const NO_WORDS = {
  'node.a11yDescription.default': '',
  'node.a11yDescription.keyboardDisabled': '',
  'edge.a11yDescription.default': '',
};

interface Shown {
  drawing: Drawing;
  /** Causes and victims: lines between two of them are coloured. */
  marked: ReadonlySet<string>;
  /** What lies under the cards and moves with them. */
  children?: ReactNode;
  /** Lines are shown of what is pointed at or selected only. */
  quiet?: boolean;
}

/** A graph to look at: pan, zoom, point at, walk by the arrow keys. Nothing in it moves unless it is laid out anew. */
export function GraphView(shown: Shown) {
  return (
    <ReactFlowProvider>
      <Inner {...shown} />
    </ReactFlowProvider>
  );
}

function Inner({ drawing, marked, children, quiet = false }: Shown) {
  const box = useRef<HTMLDivElement>(null);
  const pathKey = usePathKey();
  const path = useMemo(() => pathKey.split(' '), [pathKey]);
  const { component } = useAddress();
  const flow = useReactFlow();
  const nodes = useMemo<Node[]>(
    () =>
      Object.entries(drawing.places).map(([id, position]) => ({
        id, position, type: 'card', data: {}, width: CARD_WIDTH, height: CARD_HEIGHT,
      })),
    [drawing],
  );
  const edges = useMemo(() => ways(drawing.lines), [drawing]);
  const { touched, fit, reveal } = useFit(box, drawing, component || ([...marked][0] ?? ''));
  const point = (name: string) => light(box.current, name || (drawing.places[component] ? component : ''), edges);
  const meet = () => {
    beReachable(box.current);
    point('');
  };
  useEffect(meet);
  useCardsThatCome(box, meet);
  return (
    <div
      className={`graph ${quiet ? 'quiet' : ''}`}
      ref={box}
      role="group"
      aria-label={t('graph.title')}
      onKeyDown={(event) => {
        const card = walk(event, drawing, edges);
        if (card) reveal(card);
      }}
      // Not when it enters: a drawing that moves under a resting pointer is not pointed at.
      onPointerMove={(event) => point(pointedAt(event.target))}
      onPointerLeave={() => point('')}
    >
      <ReactFlow
        nodes={nodes}
        edges={[]}
        nodeTypes={TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        ariaLabelConfig={NO_WORDS}
        minZoom={MIN_ZOOM}
        maxZoom={1.6}
        proOptions={{ hideAttribution: true }}
        onMove={(event) => {
          if (!event) return;
          touched.current = true;
          box.current?.classList.add('panning');
        }}
        onMoveEnd={() => box.current?.classList.remove('panning')}
      >
        {children}
        <Lines drawing={drawing} path={path} marked={marked} />
      </ReactFlow>
      <div className="zoom">
        <button type="button" onClick={() => void flow.zoomIn()} aria-label={t('graph.in')}><span translate="no">+</span></button>
        <button type="button" onClick={() => void flow.zoomOut()} aria-label={t('graph.out')}><span translate="no">−</span></button>
        <button type="button" onClick={fit}>{t('graph.fit')}</button>
      </div>
    </div>
  );
}

interface View {
  /** Whether a person has moved or enlarged it. */
  touched: RefObject<boolean>;
  /** Shows all of it. */
  fit: () => void;
  /** Brings a card into view, where it is not. */
  reveal: (card: HTMLElement) => void;
}

/**
 * Shows all of a drawing, lines too, also in a smaller window or beside a panel, until somebody moves or enlarges it. What would be
 * too small to be read is shown in part at first: what is looked at, else where it begins.
 */
function useFit(box: RefObject<HTMLDivElement | null>, drawing: Drawing, subject: string): View {
  const flow = useReactFlow();
  const touched = useRef(false);
  const centre = useRef(subject);
  centre.current = subject;
  const fit = useCallback(() => {
    const pane = box.current?.querySelector('.react-flow');
    if (pane) void flow.setViewport(getViewportForBounds(drawing.box, pane.clientWidth, pane.clientHeight, MIN_ZOOM, 1, PADDING));
  }, [box, drawing, flow]);
  const open = useCallback(() => {
    fit();
    if (flow.getZoom() >= LEGIBLE) return;
    const place = drawing.places[centre.current];
    if (place) void flow.setCenter(place.x + CARD_WIDTH / 2, place.y + CARD_HEIGHT / 2, { zoom: READABLE });
    else void flow.setViewport({ x: 12, y: 12, zoom: READABLE });
  }, [drawing, fit, flow]);
  useEffect(() => {
    touched.current = false;
    const timer = setTimeout(open, 0);
    const observer = new ResizeObserver(() => {
      if (!touched.current) open();
    });
    if (box.current) observer.observe(box.current);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [box, open]);
  const reveal = useCallback((card: HTMLElement) => {
    const pane = box.current?.querySelector('.react-flow')?.getBoundingClientRect();
    if (!pane) return;
    const its = card.getBoundingClientRect();
    const by = { x: into(its.left, its.right, pane.left, pane.right), y: into(its.top, its.bottom, pane.top, pane.bottom) };
    if (by.x === 0 && by.y === 0) return;
    touched.current = true;
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x + by.x, y: y + by.y, zoom });
  }, [box, flow]);
  return { touched, fit, reveal };
}

/** How far something is to be moved to lie within bounds, with a margin; 0 if it does. */
function into(from: number, to: number, low: number, high: number): number {
  if (from < low + MARGIN) return low + MARGIN - from;
  return to > high - MARGIN ? high - MARGIN - to : 0;
}

/** Cards of a new drawing come a moment after it, and dark: they are lit as those before were. */
function useCardsThatCome(box: RefObject<HTMLDivElement | null>, relight: () => void): void {
  const latest = useRef(relight);
  latest.current = relight;
  useEffect(() => {
    const cards = box.current?.querySelector('.react-flow__nodes');
    if (!cards) return;
    const observer = new MutationObserver(() => {
      if (box.current) delete box.current.dataset['shows'];
      latest.current();
    });
    observer.observe(cards, { childList: true });
    return () => observer.disconnect();
  }, [box]);
}

/** One of the cards can be reached by Tab; the arrow keys lead from it to the others. */
function beReachable(box: HTMLElement | null): void {
  if (box && !box.querySelector('[data-card][tabindex="0"]')) box.querySelector('[data-card]')?.setAttribute('tabindex', '0');
}

/** Left to what is needed, right to who needs it, up and down within a column; the card that it leads to, if any. */
function walk(event: KeyboardEvent<HTMLElement>, drawing: Drawing, edges: Ways): HTMLElement | undefined {
  const current = document.activeElement?.getAttribute('data-card');
  const place = current ? drawing.places[current] : undefined;
  if (!current || !place) return undefined;
  const column = (direction: number) =>
    Object.keys(drawing.places)
      .filter((name) => drawing.places[name]?.x === place.x && (drawing.places[name].y - place.y) * direction > 0)
      .sort((a, b) => Math.abs((drawing.places[a]?.y ?? 0) - place.y) - Math.abs((drawing.places[b]?.y ?? 0) - place.y))[0];
  const steps: Record<string, () => string | undefined> = {
    ArrowLeft: () => edges.left.get(current)?.[0],
    ArrowRight: () => edges.right.get(current)?.[0],
    ArrowUp: () => column(-1),
    ArrowDown: () => column(1),
  };
  const next = steps[event.key]?.();
  const card = next ? event.currentTarget.querySelector<HTMLElement>(`[data-card="${CSS.escape(next)}"]`) : null;
  if (card) {
    event.preventDefault();
    event.currentTarget.querySelectorAll('[data-card]').forEach((one) => one.setAttribute('tabindex', '-1'));
    card.tabIndex = 0;
    card.focus({ preventScroll: true });
  }
  return card ?? undefined;
}
