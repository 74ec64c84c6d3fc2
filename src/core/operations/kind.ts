import type { z } from 'zod';

/** How a property of a request is offered as an option of the command line. Its type and bounds are read off the schema. */
export interface OptionWords {
  readonly summary: string;
  /** What stands for the value in the help, without its brackets; a switch has none. */
  readonly value?: string;
  /** The option where it is not the property with dashes. */
  readonly flag?: string;
  /** The request cannot do without it. */
  readonly needed?: boolean;
  /** What `--no-…` does; a switch without it can only be turned on. */
  readonly off?: string;
}

/** Lists that the editor holds, which an ended operation makes stale. */
export type Refreshes = 'catalogue' | 'anomalies';

/**
 * One kind of operation. Everything that names the kinds is read off its entry: the body of POST /operations/run, the
 * commands and options of the command line, words, counters and tables of panels, and what is fetched again at its end.
 */
export interface OperationKind {
  /** As people read it. */
  readonly title: string;
  /** What it does, as a clause without a capital or a full stop. */
  readonly summary: string;
  /** Codicon of the editor. */
  readonly icon: string;
  /** Body of POST /operations/run; `type` is the name of the kind. */
  readonly request: z.ZodObject;
  /** Properties of the request that are options, in the order of the help. */
  readonly options: Readonly<Record<string, OptionWords>>;
  /** Property of an operation that holds each container's part. */
  readonly parts: string;
  /** What it counts, with the words for it. */
  readonly counters: Readonly<Record<string, string>>;
  readonly refreshes: readonly Refreshes[];
  /** Its end says how many anomalies it found. */
  readonly findsAnomalies: boolean;
  /** Further names that servers give it. */
  readonly aliases?: readonly string[];
}

/** The entry as it is, held to the form of a kind and to options of its own request. */
export function operationKind<const K extends OperationKind>(
  kind: K & { options: { readonly [N in keyof K['options']]: N extends keyof K['request']['shape'] ? OptionWords : never } },
): K {
  return kind;
}
