let context: AudioContext | undefined

/** Two soft notes, made here rather than loaded. Browsers stay silent until the page has been clicked once. */
export async function playSound() {
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') await context.resume()
    const start = context.currentTime
    for (const [i, hertz] of [659, 880].entries()) {
      const at = start + i * 0.11
      const tone = context.createOscillator()
      const volume = context.createGain()
      tone.frequency.value = hertz
      volume.gain.setValueAtTime(0.0001, at)
      volume.gain.exponentialRampToValueAtTime(0.14, at + 0.015)
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.3)
      tone.connect(volume).connect(context.destination)
      tone.start(at)
      tone.stop(at + 0.32)
    }
  } catch {
    // Without a sound device there is nothing to hear.
  }
}
