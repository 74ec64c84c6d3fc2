/** Rows chosen to be shown, as something to select from. */
export interface ChosenRows {
  /** FROM item (with WHERE) of the chosen rows, with the relation's columns, position and file. */
  readonly from: string;
  /** SQL of "this row breaks check i", in the order of the request's checks. */
  readonly flags: readonly string[];
  /** Drops what was made to find them. */
  readonly release: () => Promise<void>;
}
