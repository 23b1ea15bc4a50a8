import { render } from 'solid-js/web'
import './gallery.css'
import { Gallery } from './gallery.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')
render(() => <Gallery />, root)
