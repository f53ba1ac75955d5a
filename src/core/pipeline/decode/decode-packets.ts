/** A decoder as FFmpeg's library and WebCodecs have it: packets go in, frames come out later. */
export interface PacketDecoder<P, F> {
  send(packet: P): void | Promise<void>;
  /** Finish all packets that were sent. */
  flush(): void | Promise<void>;
  /** Take the next frame that is finished; null when there is none yet. */
  take(): F | null;
}

/** Send packets to a decoder, and yield the frames that come out. */
export async function* decodePackets<P, F>(
  packets: AsyncIterable<P>,
  decoder: PacketDecoder<P, F>,
): AsyncGenerator<F, void, undefined> {
  for await (const packet of packets) {
    await decoder.send(packet);
    for (let frame = decoder.take(); frame !== null; frame = decoder.take()) yield frame;
  }
  await decoder.flush();
  for (let frame = decoder.take(); frame !== null; frame = decoder.take()) yield frame;
}
