import { checkpoints } from '@landale/protocol'
import { species } from '../phrases.ts'
import { newRunId, type World } from '../world.ts'
import type { PayloadMakers } from './make-payload.ts'

const trainers = ['Rival', 'Bug Catcher Rick', 'Lass Robin', 'Team Rocket Grunt'] as const

export const runPayloads = {
  'run.started': (world) => {
    world.run = { id: newRunId(world), number: world.run.number + 1, checkpoint: 0, trainer: 'Rival' }
    return { ...run(world), game: 'firered_leafgreen', tracker_version: '8.6.0' }
  },
  'run.checkpoint.cleared': (world) => {
    const index = world.run.checkpoint
    world.run.checkpoint = (index + 1) % checkpoints.length
    return { ...run(world), checkpoint: checkpoints[index] ?? 'LAB', checkpoint_id: index + 1 }
  },
  'run.location.changed': (world) => ({ ...run(world), location_id: world.random.int(1, 230) }),
  'run.battle.started': (world) => {
    world.run.trainer = world.random.pick(trainers)
    return { ...run(world), trainer: world.run.trainer, pokemon: [monster(world)] }
  },
  'run.battle.finished': (world) => ({
    ...run(world),
    result: world.random.pick(['win', 'win', 'win', 'loss', 'run']),
    pokemon: [monster(world)],
  }),
  'run.team.changed': (world) => ({ ...run(world), team: [{ ...monster(world), nickname: 'Ash♂' }] }),
  'run.items.changed': (world) => ({
    ...run(world),
    items: [{ id: 13, name: 'Potion', quantity: world.random.int(0, 9) }],
  }),
  'run.stats.changed': (world) => ({
    ...run(world),
    stats: { hp: world.random.int(1, 180), attack: world.random.int(20, 140), speed: world.random.int(20, 140) },
  }),
} satisfies PayloadMakers<'run'>

function run({ run: { id, number } }: World) {
  return { run_id: id, number }
}

function monster({ random, run: { checkpoint } }: World) {
  return { species: random.pick(species), level: 5 + checkpoint * 2 + random.int(0, 3) }
}
