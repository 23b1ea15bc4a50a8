export { captionsIn } from './captions.ts'
export { freePort, type ObsStudio, obsStudio } from './obs-studio.ts'
export { type RtmpServer, rtmpServer } from './rtmp.ts'
