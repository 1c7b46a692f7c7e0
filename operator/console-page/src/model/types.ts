/** What the server tells; the records of io.mpaas.cli.web. Absent fields are left out. */

export type Phase =
  | 'Waiting' | 'Starting' | 'Ready' | 'Updating' | 'Degraded' | 'Failed' | 'Stopping' | 'Stopped' | 'Unknown';

/** In the order in which people want to see them: what needs help first. */
export const PHASES: readonly Phase[] = [
  'Failed', 'Degraded', 'Unknown', 'Waiting', 'Starting', 'Updating', 'Stopping', 'Stopped', 'Ready',
];

export interface Say { id: string; with: Record<string, string> }

export interface Problem { severity: string; reason: string; field?: string; message: string }

export interface Head {
  namespace: string;
  installation: string;
  release: string;
  tier?: string;
  phase: string;
  ready: number;
  total: number;
  startedAt?: string;
  readySince?: string;
  verdict: Say;
  notes: Say[];
  problems: Problem[];
  path: string[];
  startPath: string[];
  tookSeconds?: number;
  endsAt?: string;
}

export interface Node { name: string; product: string; wave: number; type: string }

export interface Edge { from: string; to: string; kinds: string[] }

export interface Topology { key: string; nodes: Node[]; edges: Edge[] }

export interface State {
  phase: Phase;
  ready?: string;
  say?: Say;
  words?: string;
  waitingFor: string[];
  since?: string;
  startedAt?: string;
  readyAt?: string;
  held?: string;
  sites: Elsewhere[];
}

/** Where a component runs that is not the operator's own cluster, and what the operator says of it there. */
export interface Elsewhere { site: string; out: boolean; owes?: string; failing: number }

export interface Cause { name: string; outage: boolean; victims: string[] }

export interface Link { live: boolean; since?: string; why?: Say }

export interface Patch {
  number: number;
  head?: Head;
  topology?: Topology;
  states: Record<string, State>;
  gone: string[];
  causes?: Cause[];
  link?: Link;
}

export interface Condition { type: string; status: string; reason: string; message?: string; since?: string }

export interface Sign { kind: string; of: string; since?: string; text: string }

export interface ChainLink { depth: number; component: string; phase: Phase; message?: string; cause: boolean }

export interface WhyCause { component: string; phase: Phase; since?: string; victims: string[]; evidence: Sign[] }

export interface SiteView {
  name: string;
  stage?: string;
  since?: string;
  nodes?: string;
  version?: string;
  conditions: Condition[];
  evidence: Sign[];
  unread?: Say;
}

export interface Pod {
  name: string; phase: string; ready: boolean; restarts: number; node?: string; words?: string;
}

export interface LogTail { pod: string; container: string; lines: string[] }

export type ActKind = 'HOLD' | 'RESUME' | 'RESTART';

export interface Action { kind: ActKind; missing?: Say }

export interface Detail {
  name: string;
  conditions: Condition[];
  chain: ChainLink[];
  causes: WhyCause[];
  sites: SiteView[];
  events: Sign[];
  pods: Pod[];
  logs: LogTail[];
  unread: string[];
  actions: Action[];
  restarts: string[];
  notRestarted?: string;
}
