import type { QualityBackend } from '../backend/port';
import type { RestClient } from '../backend/rest/client';
import type { HttpTransport } from '../backend/transport/transport';
import type { Format } from './output/print';
import type { Terminal } from './terminal';

/** What the command runs in; made once by its entry. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly enginePath: string;
  readonly transport: HttpTransport;
  readonly version: string;
}

/** What one command works with. */
export interface Context extends Surroundings {
  readonly backend: QualityBackend;
  /** The routes of the server by their names, for what only the command line does. */
  readonly api: RestClient;
  /** The store folder; null where a server is used. */
  readonly storeFolder: string | null;
  readonly format: Format;
  /** A line for people, unless they asked for quiet. */
  note(line: string): void;
}
