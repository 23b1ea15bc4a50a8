import { expect, test } from 'bun:test'
import { styleForShadow } from './styles.ts'

test('what is said of the document is said of the graphic', () => {
  expect(styleForShadow(':root{--a:1}')).toBe('.page{--a:1}')
  expect(styleForShadow('html,body,#root{block-size:100%}')).toBe('.page,.body,#root{block-size:100%}')
  expect(styleForShadow('html[data-cover="down"] #cover{visibility:hidden}')).toBe(
    '.page[data-cover="down"] #cover{visibility:hidden}',
  )
})

test('the unit is said where the size of the text is, and a rem is it', () => {
  expect(styleForShadow(':root{--unit:1px;font-size:calc(var(--unit) * var(--scale));--safe:4rem}')).toBe(
    '.page{--unit:1px;--rem:calc(var(--unit) * var(--scale));font-size:calc(var(--unit) * var(--scale));--safe:calc(4*var(--rem))}',
  )
  expect(styleForShadow('a{margin:-.5rem 1.25rem 0}')).toBe('a{margin:calc(-.5*var(--rem)) calc(1.25*var(--rem)) 0}')
})

test('the screen is the graphic’s place', () => {
  expect(styleForShadow('a{inline-size:min(100vw / 160,100vh / 90)}')).toBe('a{inline-size:min(100cqw / 160,100cqh / 90)}')
})

test('names that only begin so are left', () => {
  const css = '.body-text{color:red}a{--html:1;animation:body-in 1s}'
  expect(styleForShadow(css)).toBe(css)
})

test('what a graphic has not is refused', () => {
  expect(() => styleForShadow('a{inline-size:10vmin}')).toThrow(/vmin/)
})
