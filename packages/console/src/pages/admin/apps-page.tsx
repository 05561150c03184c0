export const AppsPage = () => null
