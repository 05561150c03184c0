export const HelpdeskPage = () => null
