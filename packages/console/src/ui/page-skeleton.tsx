import { Skeleton } from './skeleton.tsx'

export const PageSkeleton = () => (
  <div className="page-skeleton">
    <Skeleton rows={6} />
  </div>
)
