import type * as z from 'zod/mini';

/** What the host side of one open panel can do with it. */
export interface PanelSession<Target> {
  /** The state differs: it is sent whole, at most ten times a second and only while somebody sees it. */
  changed(): void;
  setTitle(title: string): void;
  /** Another thing is shown from now on, under another key (a new check became a saved one). */
  retarget(target: Target): void;
  close(): void;
  /** Shows an error of something the user asked for in the log; the state shows it to the user. */
  log(text: string): void;
}

/** The host side of one open panel. */
export interface PanelController<In, Target = unknown> {
  /** The message that holds the whole state. */
  message(): unknown;
  /** A message of the view, checked already. A rejection is logged. */
  receive(message: In): Promise<void> | void;
  /** The panel was asked for again while it was open; perhaps for another part of the same thing. */
  reopened?(target: Target): void;
  dispose(): void;
}

/** What there is to know about a kind of panel. */
export interface PanelKind<Target, In extends { type: string }> {
  readonly viewType: string;
  /** Name of its bundle in dist/webview and of its icon in media/panels. */
  readonly name: string;
  readonly target: z.ZodMiniType<Target>;
  readonly incoming: z.ZodMiniType<In>;
  keyOf(target: Target): string;
  /** Title until something better is known. */
  title(target: Target): string;
  open(target: Target, session: PanelSession<Target>): PanelController<In, Target>;
}
