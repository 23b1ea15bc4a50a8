import { type Cue, type Event, type EventOf, isEventOf, type LayerName, type RegisteredType } from '@landale/protocol'

type Said = Cue['payload']
type Rule<Type extends RegisteredType> = {
  layer: LayerName
  priority: number
  durationMs: number
  /** What is said, in the order a person says it; undefined where this one is not shown. */
  say: (event: EventOf<Type>) => Said | undefined
  /** What one viewer does again within this time is added up, and said as one. */
  merge?: {
    windowMs: number
    amountOf: (payload: EventOf<Type>['payload']) => number
    withAmount: (payload: EventOf<Type>['payload'], amount: number) => EventOf<Type>['payload']
  }
}

const rules: { [Type in RegisteredType]?: Rule<Type> } = {
  'run.checkpoint.cleared': {
    layer: 'foreground',
    priority: 60,
    durationMs: 6_000,
    say: ({ payload }) => ({
      name: payload.checkpoint,
      deed: 'cleared',
      ...(payload.number === null ? undefined : { figure: `run ${payload.number}` }),
    }),
  },
  'channel.raided': {
    layer: 'foreground',
    priority: 100,
    durationMs: 9_000,
    say: ({ payload }) => ({ name: payload.user.name, deed: 'is raiding with', figure: count(payload.viewers, 'viewer') }),
  },
  'channel.subscription.gifted': {
    layer: 'foreground',
    priority: 90,
    durationMs: 8_000,
    say: ({ payload }) => ({ name: payload.user?.name ?? 'Somebody', deed: 'gifted', figure: count(payload.total, 'sub') }),
  },
  'charity.donated': {
    layer: 'foreground',
    priority: 80,
    durationMs: 7_000,
    say: ({ payload }) => ({
      name: payload.user.name,
      deed: 'donated',
      figure: `${(payload.amount_minor / 100).toFixed(2)} ${payload.currency}`,
      message: payload.charity,
    }),
  },
  'hype_train.started': {
    layer: 'foreground',
    priority: 70,
    durationMs: 6_000,
    say: ({ payload }) => ({ deed: 'Hype train', figure: `level ${payload.level}` }),
  },
  'channel.resubscribed': {
    layer: 'midground',
    priority: 50,
    durationMs: 7_000,
    say: ({ payload }) => ({
      name: payload.user.name,
      deed: 'subscribed for',
      figure: count(payload.cumulative_months, 'month'),
      message: payload.message,
    }),
  },
  'channel.subscribed': {
    layer: 'midground',
    priority: 50,
    durationMs: 6_000,
    // A gift is shown once, as the giver's.
    say: ({ payload }) => (payload.is_gift ? undefined : { name: payload.user.name, deed: 'subscribed' }),
  },
  'channel.cheered': {
    layer: 'midground',
    priority: 40,
    durationMs: 6_000,
    say: ({ payload }) => ({
      name: payload.user?.name ?? 'Somebody',
      deed: 'cheered',
      figure: count(payload.bits, 'bit'),
      message: payload.message,
    }),
    merge: {
      windowMs: 10_000,
      amountOf: ({ bits }) => bits,
      withAmount: (payload, bits) => ({ ...payload, bits }),
    },
  },
  'channel.followed': {
    layer: 'midground',
    priority: 20,
    durationMs: 4_000,
    say: ({ payload }) => ({ name: payload.user.name, deed: 'followed' }),
  },
  'channel.reward.redeemed': {
    layer: 'midground',
    priority: 30,
    durationMs: 5_000,
    say: ({ payload }) => ({
      name: payload.user.name,
      deed: 'redeemed',
      figure: payload.reward.title,
      ...(payload.input === undefined ? undefined : { message: payload.input }),
    }),
  },
}

/** What an event wants shown, and how. `amount`: what is added up where the same viewer does it again. */
export type CueWish = { layer: LayerName; priority: number; durationMs: number; payload: Said; amount?: number }

/** Undefined where it wants nothing. */
export function wishOf(event: Event): CueWish | undefined {
  const type = event.type as RegisteredType
  return isEventOf(event, type) ? apply(rules[type] as Rule<typeof type> | undefined, event) : undefined
}

/** How an event is added to an earlier one of the same viewer; undefined where its kind is not. */
export type Merging = { layer: LayerName; windowMs: number; amount: number; say: (amount: number) => Said }

export function merging(event: Event): Merging | undefined {
  const type = event.type as RegisteredType
  return isEventOf(event, type) ? mergingBy(rules[type] as Rule<typeof type> | undefined, event) : undefined
}

function mergingBy<Type extends RegisteredType>(rule: Rule<Type> | undefined, event: EventOf<Type>): Merging | undefined {
  const { merge } = rule ?? {}
  const said = rule?.say(event)
  if (rule === undefined || merge === undefined || said === undefined) return undefined
  const say = (amount: number) => rule.say({ ...event, payload: merge.withAmount(event.payload, amount) }) ?? said
  return { layer: rule.layer, windowMs: merge.windowMs, amount: merge.amountOf(event.payload), say }
}

function apply<Type extends RegisteredType>(rule: Rule<Type> | undefined, event: EventOf<Type>): CueWish | undefined {
  const payload = rule?.say(event)
  if (rule === undefined || payload === undefined) return undefined
  const { layer, priority, durationMs, merge } = rule
  const amount = merge === undefined ? undefined : { amount: merge.amountOf(event.payload) }
  return { layer, priority, durationMs, payload, ...amount }
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
