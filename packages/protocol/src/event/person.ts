import { z } from 'zod'

/** A viewer as their platform knows them. `name` is as its owner writes it: data, never markup. */
export const Person = z.object({
  id: z.string().min(1).max(64),
  login: z.string().min(1).max(64),
  name: z.string().min(1).max(128),
})
export type Person = z.infer<typeof Person>

export const examplePerson: Person = { id: '12826', login: 'mossy_kettle', name: 'Mossy_Kettle' }
