// What the desk is opened on: told once by /api/overview, needed in many places.
export interface About { latest: string; stats: Record<string, number>; languages: string[]; judging: boolean; mark: number }
class Desk {
  about = $state.raw<About | null>(null);
}
export const desk = new Desk();
