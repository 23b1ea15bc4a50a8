import { z } from 'zod'
import { defineEvent } from './define.ts'

/** The generations the tracker tells apart in its `init` frame: 1 = RS, 2 = Emerald, 3 = FRLG. */
export const Game = z.enum(['ruby_sapphire', 'emerald', 'firered_leafgreen'])
export type Game = z.infer<typeof Game>

const runId = z.string().regex(/^run_[0-9a-f-]{36}$/)
/** The plugin's own counter. It may go back, so it names a run to people and never to us. */
const number = z.int().nonnegative().nullable()
const run = { run_id: runId, number }
const monsters = z.array(z.looseObject({})).max(64)

const ironmon = { feeds: ['ironmon'] as const }
const exampleRun = { run_id: 'run_01999999-0000-7000-8000-000000000001', number: 1_482 }

export const runEvents = [
  defineEvent('run.started', {
    ...ironmon,
    payload: z.object({ ...run, game: Game.nullable(), tracker_version: z.string().nullable() }),
    example: { ...exampleRun, game: 'firered_leafgreen', tracker_version: '8.6.0' },
  }),
  defineEvent('run.checkpoint.cleared', {
    ...ironmon,
    payload: z.object({ ...run, checkpoint: z.string().min(1).max(64), checkpoint_id: z.int().nonnegative().nullable() }),
    example: { ...exampleRun, checkpoint: 'BROCK', checkpoint_id: 5 },
  }),
  defineEvent('run.location.changed', {
    ...ironmon,
    payload: z.object({ ...run, location_id: z.int().nonnegative() }),
    example: { ...exampleRun, location_id: 88 },
  }),
  defineEvent('run.battle.started', {
    ...ironmon,
    payload: z.object({ ...run, trainer: z.string().nullable(), pokemon: monsters }),
    example: { ...exampleRun, trainer: 'Rival', pokemon: [{ species: 'Eevee', level: 5 }] },
  }),
  defineEvent('run.battle.finished', {
    ...ironmon,
    payload: z.object({ ...run, result: z.enum(['win', 'loss', 'run']), pokemon: monsters }),
    example: { ...exampleRun, result: 'win', pokemon: [{ species: 'Eevee', level: 5 }] },
  }),
  defineEvent('run.team.changed', {
    ...ironmon,
    payload: z.object({ ...run, team: monsters }),
    example: { ...exampleRun, team: [{ species: 'Arcanine', nickname: 'Ash♂', level: 42 }] },
  }),
  defineEvent('run.items.changed', {
    ...ironmon,
    payload: z.object({ ...run, items: z.array(z.looseObject({})).max(512) }),
    example: { ...exampleRun, items: [{ id: 13, name: 'Potion', quantity: 3 }] },
  }),
  defineEvent('run.stats.changed', {
    ...ironmon,
    payload: z.object({ ...run, stats: z.looseObject({}) }),
    example: { ...exampleRun, stats: { hp: 132, attack: 98 } },
  }),
] as const

/** The FRLG checkpoints of a Kaizo IronMON run, in the order they are met. */
export const checkpoints = [
  'LAB',
  'RIVAL1',
  'FIRSTTRAINER',
  'RIVAL2',
  'BROCK',
  'RIVAL3',
  'RIVAL4',
  'MISTY',
  'SURGE',
  'RIVAL5',
  'ROCKETHIDEOUT',
  'ERIKA',
  'KOGA',
  'RIVAL6',
  'SILPHCO',
  'SABRINA',
  'BLAINE',
  'GIOVANNI',
  'RIVAL7',
  'LORELAI',
  'BRUNO',
  'AGATHA',
  'LANCE',
  'CHAMP',
] as const
