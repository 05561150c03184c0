/** The texts of what messages show and of writing them. */
export const enCompose = {
  rich: {
    image: 'Image',
    imageMissing: 'This image is not available here',
    fileMissing: 'This file is not available here',
    openImage: (name: string) => `Open large: ${name}`,
    download: (name: string) => `Download ${name}`,
    audio: (name: string) => `Audio: ${name}`,
    video: (name: string) => `Video: ${name}`,
    recalled: 'This message was recalled',
    edited: 'edited',
    editedAt: (time: string) => `Edited ${time}`,
    unread: 'New',
  },
}
