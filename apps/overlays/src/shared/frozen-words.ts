/** What a viewer may be called, and say. */
export type Words = { readonly name: string; readonly text: string }

/** Words that are hard to set, by what is hard about them. `short`, the sample's own, is not among them. */
export const words = {
  long: {
    name: 'WWWWWWWWWWWWWWWWWWWWWWWWW_the_second_of_that_name',
    text: 'It goes on, and on, and does not come to its point before the line is full, nor before the second one is, and by the third nobody remembers what the point would have been.',
  },
  emoji: { name: '🐈‍⬛🫖 Kettle 👩🏽‍🚀', text: '🎉🎉 LET’S GO 👏🏽👏🏽 🏳️‍🌈 1️⃣0️⃣0️⃣ 🫶🏾' },
  rtl: { name: 'مصباح_الليل', text: 'مرحبا بالجميع، هذه أول مرة أشاهد البث hello 3 👋🏽' },
  cjk: {
    name: '灯台守の猫の長い長い名前',
    text: '今日も来ました。配信ありがとうございます、次のジムも応援しています！한국어도 조금 할 수 있어요。',
  },
} as const satisfies Record<string, Words>

/** `short`: the sample as it is. */
export const textNames = ['short', 'long', 'emoji', 'rtl', 'cjk'] as const
export type TextName = (typeof textNames)[number]

export function wordsOf(text: TextName): Words | undefined {
  return text === 'short' ? undefined : words[text]
}
