import type { ComputedFieldProperties } from '../../../core/api/schemas/computed';

interface Clauses { select_clause: string; where_clause: string | null; group_by_clause: string | null }

/** How a computed container comes about. Containers of a file or join are named by id, those of a table in its query. */
export type ComputedDefinition =
  | { type: 'computed_table'; query: string }
  | { type: 'computed_file'; source_container_id: number } & Clauses
  | { type: 'computed_join'; left_container_id: number; left_join_field_name: string; left_prefix: string; right_container_id: number;
    right_join_field_name: string; right_prefix: string; join_type: string } & Clauses;

/** How a computed field comes about from others of its container. */
export interface ComputedFieldDefinition {
  transformation: 'cast' | 'cleanedEntityName' | 'convertFormattedNumeric' | 'customExpression';
  source_fields: string[];
  properties: ComputedFieldProperties;
  additional_metadata: Record<string, unknown> | null;
  created: string;
}
