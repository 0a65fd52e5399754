export { buildPage, pageFolder } from './buildPage.js'
export { type PageConfig, pageConfigSchema, type ServedConfig } from './config.js'
export { type PageServer, servePage } from './servePage.js'
