import { deploymentSchema } from '@causeway/sdk'
import { z } from 'zod'

/** What the page is told by whoever serves it. */
export const pageConfigSchema = z.object({
  deployment: deploymentSchema,
  /** Funded accounts of a local world. Their keys are public: nothing of worth is ever behind them. */
  demo: z
    .array(
      z.object({
        name: z.string(),
        address: z
          .string()
          .refine((text): text is `0x${string}` => /^0x[0-9a-fA-F]{40}$/.test(text), 'an address'),
        privateKey: z
          .string()
          .refine((key): key is `0x${string}` => /^0x[0-9a-fA-F]{64}$/.test(key), 'a private key'),
      }),
    )
    .default([]),
})

export type PageConfig = z.infer<typeof pageConfigSchema>

/** What whoever serves the page says; the addresses of keys are found out for it, so that no browser has to. */
export type ServedConfig = Omit<PageConfig, 'demo'> & {
  demo: Omit<PageConfig['demo'][number], 'address'>[]
}
