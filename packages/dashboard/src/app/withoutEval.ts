import { z } from 'zod'

// zod would try whether it may compile schemas; the page's policy forbids it, and the browser would complain
z.config({ jitless: true })
