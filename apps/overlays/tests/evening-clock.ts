// Loaded into a server before its own code: its clock goes a minute ahead at each signal, as if that minute had passed.
const minuteMs = 60_000
const wall = Date.now
let aheadMs = 0

Date.now = () => wall() + aheadMs
process.on('SIGUSR2', () => {
  aheadMs += minuteMs
})
