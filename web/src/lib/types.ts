// Shapes of the API's answers, as far as the page uses them (docs/reference/api.md).
export type Span = [number, number];
export interface Participant { entity_text: string; identifier_id: string; identifier_text: string; code: string; sector: string; office: string; spans: Span[] }
export interface Speaker extends Participant { cue: string; stance: string; quote: Span | null; chain: string[] }
export interface Place { name: string; code: string; latitude: number | null; longitude: number | null; precision: string; spans: Span[] }
export interface Evidence { sequence: number; start: number; end: number; trigger: Span[]; block: string }
export interface Count { what: string; min: number; max: number | null; unit: string; source: string; spans: Span[] }
export interface Event {
  id: string; date: string | null; enddate: string | null; event: string[]; mode: string[]; context: string[]; quad_code: number;
  event_scale: number; actor: Participant[]; recipient: Participant[]; event_loc: Place | null; event_text: string[]; text: string;
  cite_info: { id: string; url: string; title: string; outlet: string; agency: string; published: string; language: string };
  status: string; background: boolean; attribution: Speaker[]; counts: Count[]; evidence: Evidence[]; text_info: Evidence;
  date_info: { value: string; granularity: string; basis: string; spans: Span[] };
  trace: { entry: string; frame: string; rules: string[] };
}
export interface Report { document: string; event: string; language: string; published: string; outlet: string; status: string }
export interface Origin { kind: string; name: string; documents: string[]; why: string[] }
export interface Claim { value: string; by: string[]; documents: string[] }
export interface Dispute { field: string; what: string; values: Claim[] }
export interface Story { id: string; event: Event; reports: Report[]; origins: Origin[]; disputed: Dispute[]; why: string[]; first: string }
export interface Whole {
  about: { id: string; language: string; published: string; title: string; url: string; outlet: string; agency: string; outcome: string };
  withheld: boolean; text: string; passages: { start: number; end: number; text: string }[];
  blocks: { start: number; end: number; kind: string }[];
}
export interface Entry {
  story: string; type: string; status: string; opened: string; date: string; enddate: string; codes: string[]; place: string;
  text: string; outcome: string; settled_by: string; settled_on: string; settled_text: string; moved_to: string; why: string;
}
export interface Line { state: string; entry: Entry }
export interface Judged { event: Event; fields: Record<string, string>; note: string; story: string }
export interface Share { field: string; right: number; judged: number; low: number; high: number }
export interface Sentence { start: number; end: number; lines: string[] }
export interface Pair { period: string; source: string; target: string; events: number; quad1: number; quad2: number; quad3: number; quad4: number; scale_sum: number; scale_mean: number }
export interface Statement { statement: number; document: string; kind: string; stance: string; entity: string; name: string; code: string; text: string; published: string; about: string[] }
